import type { ComponentProps } from "react";
import { cx } from "./cx";

type Props = ComponentProps<"a"> & { href: string };

/** A link inside text. */
export function TextLink({ className, ...rest }: Props) {
  return (
    <a
      className={cx(
        "rounded-sm font-medium text-accent underline decoration-1 underline-offset-4 transition-colors hover:text-accent-strong hover:decoration-2",
        className,
      )}
      {...rest}
    />
  );
}
