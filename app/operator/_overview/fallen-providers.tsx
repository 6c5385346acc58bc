import { Alert } from "@/components/ui/alert";
import type { FallenProvider } from "@/lib/operator/statistics/find-fallen-providers";
import { count, share } from "./in-figures";

type Props = { providers: FallenProvider[] };

/** The alarm: at a provider, people no longer get as far as they used to. */
export function FallenProviders({ providers }: Props) {
  if (providers.length === 0) return null;
  return (
    <Alert tone="danger" title="Confirmations fell at a mailbox provider">
      <ul className="space-y-1">
        {providers.map(({ name, lastDay, before }) => (
          <li key={name}>
            <strong className="font-semibold wrap-anywhere">{name}</strong>:{" "}
            {share(lastDay.confirmed, lastDay.registered)} of {count(lastDay.registered)} confirmed
            in the last 24 hours, {share(before.confirmed, before.registered)} of{" "}
            {count(before.registered)} in the week before.
          </li>
        ))}
      </ul>
      <p>Its mails may bounce, be held back, or lie with the spam.</p>
    </Alert>
  );
}
