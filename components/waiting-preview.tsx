import { Icon } from "./ui/icon";
import { check } from "./ui/icon-shapes";

type Props = {
  /** The texts of the waiting page itself. */
  texts: { title: string; delivered: string; code: string; confirmed: string };
};

/** A picture of the waiting page, for the home page: an email that was delivered, and its code. */
export function WaitingPreview({ texts }: Props) {
  return (
    <div aria-hidden="true" className="relative mx-auto w-full max-w-sm select-none">
      <div className="flex flex-col gap-5 rounded-lg border border-line bg-surface p-6 shadow-card">
        <p className="text-center text-lg font-semibold tracking-tight">{texts.title}</p>
        <div className="flex items-center gap-3">
          <span className="grid size-9 shrink-0 place-items-center rounded-full bg-success-tint text-success">
            <Icon shape={check} className="animate-draw" />
          </span>
          <p className="flex-1 font-medium">{texts.delivered}</p>
          <span className="text-sm text-ink-soft tabular-nums">0:02</span>
        </div>
        <div className="flex flex-col gap-2">
          <p className="text-sm font-medium">{texts.code}</p>
          <span className="rounded-md border border-accent px-3.5 py-2.5 text-xl tracking-[0.2em] tabular-nums">
            407193
          </span>
        </div>
      </div>
      <p className="mx-auto -mt-3 flex w-fit items-center gap-2 rounded-full border border-line bg-surface px-4 py-2 text-sm font-medium shadow-card">
        <Icon shape={check} className="size-4.5 text-success" />
        {texts.confirmed}
      </p>
    </div>
  );
}
