import type { ReactNode } from "react";

type Props = {
  title: ReactNode;
  /** One or two sentences under the title. */
  children?: ReactNode;
};

/** The page's title and what it is about. */
export function PageHeading({ title, children }: Props) {
  return (
    <div className="flex flex-col gap-2 in-data-[frame=narrow]:text-center">
      <h1 className="text-2xl font-semibold tracking-tight text-balance wrap-anywhere">{title}</h1>
      {children && <p className="text-pretty wrap-anywhere text-ink-soft">{children}</p>}
    </div>
  );
}
