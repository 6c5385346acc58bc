"use client";

import type { ComponentProps } from "react";
import { Late, lazyExtra } from "@/components/late";
import { PasswordField } from "@/components/ui/password-field";

// Without it, the server judges when the form is sent.
const PasswordStrength = lazyExtra(() => import("./password-strength"));

type Props = Omit<ComponentProps<typeof PasswordField>, "autoComplete" | "minLength"> & {
  minLength: number;
  /** The account's address, where the form has no field for it: passwords must not contain it. */
  address?: string;
};

/** A password to choose: says while it is typed whether it is strong, as the server will. */
export function NewPasswordField({ address, ...field }: Props) {
  return (
    <div>
      <PasswordField {...field} autoComplete="new-password" />
      <div aria-live="polite" className="mt-1.5 -mb-2 min-h-5 noscript:hidden">
        <Late>
          <PasswordStrength field={field.name} address={address} />
        </Late>
      </div>
    </div>
  );
}
