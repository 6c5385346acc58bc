import type { ComponentProps } from "react";
import { buttonStyle, type ButtonVariant } from "./button-style";

type Props = ComponentProps<"button"> & { variant?: ButtonVariant };

/** A button that does something on this page; `SubmitButton` sends a form. */
export function Button({ variant = "primary", type = "button", className, ...rest }: Props) {
  return <button type={type} className={buttonStyle(variant, className)} {...rest} />;
}
