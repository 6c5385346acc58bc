import type { ComponentProps } from "react";
import { cx } from "./cx";

type Props = ComponentProps<"a"> & {
  href: string;
  /** Whether it stands alone: then fingers get an area of 44 px, which moves nothing. */
  isAlone?: boolean;
};

/** A link inside text. */
export function TextLink({ className, isAlone, ...rest }: Props) {
  return (
    <a
      className={cx(
        "rounded-sm font-medium text-accent underline decoration-1 underline-offset-4 transition-colors hover:text-accent-strong hover:decoration-2",
        isAlone && "py-3",
        className,
      )}
      {...rest}
    />
  );
}
