"use client";

import { useActionState, useEffect } from "react";
import { useText } from "@/components/text";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { Refusal } from "@/components/ui/refusal";
import { SubmitButton } from "@/components/ui/submit-button";
import { UsernameHint } from "@/components/ui/username-hint";
import { AboutField } from "../_forms/about-field";
import { NewPasswordField } from "../_forms/new-password-field";
import { emptyForm } from "../_forms/form-state";
import { useFieldCheck } from "../_forms/use-field-check";
import { carryAddress } from "../_forms/carry-address";
import { setNewPassword } from "./actions";

type Props = {
  linkId: string;
  /** The page of this very link. */
  here: string;
  address: string;
  minLength: number;
};

const loadSchema = () =>
  import("@/lib/request/form-schemas").then((schemas) => schemas.newPasswordSchema);

export function NewPasswordForm({ linkId, here, address, minLength }: Props) {
  const [t, form] = [useText("resetPasswordForm"), useText("form")];
  const [state, submit] = useActionState(setNewPassword, emptyForm, here);
  const { errors: ownErrors, check } = useFieldCheck(loadSchema);
  // The form to sign in comes next.
  useEffect(() => carryAddress(address), [address]);
  const errors = { ...state.fieldErrors, ...ownErrors };
  return (
    <form action={submit} noValidate className="flex flex-col gap-5">
      <Refusal>{state.refusal}</Refusal>
      <AboutField id={linkId} />
      <UsernameHint address={address} />
      <NewPasswordField
        address={address}
        name="password"
        label={form("newPassword")}
        required
        minLength={minLength}
        hint={form("newPasswordHint", { min: minLength })}
        error={errors.password}
      />
      <SubmitButton pendingLabel={t("submitting")}>{t("submit")}</SubmitButton>
      <FocusFirstError on={state} />
      {check}
    </form>
  );
}
