import type { ComponentProps } from "react";
import { buttonStyle, type ButtonVariant } from "./button-style";

type Props = ComponentProps<"a"> & { href: string; variant?: ButtonVariant };

/** Leads to another page and looks like a button. */
export function ButtonLink({ variant = "primary", className, ...rest }: Props) {
  return <a className={buttonStyle(variant, className)} {...rest} />;
}
