"use client";

import { useActionState } from "react";
import { useText } from "@/components/text";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { PasswordField } from "@/components/ui/password-field";
import { Refusal } from "@/components/ui/refusal";
import { SubmitButton } from "@/components/ui/submit-button";
import { UsernameHint } from "@/components/ui/username-hint";
import { AboutField } from "../_forms/about-field";
import { emptyForm } from "../_forms/form-state";
import { provePassword } from "./actions";

type Props = {
  linkId: string;
  /** The page of this very link. */
  here: string;
  /** The new address: the account's from now on. */
  address: string;
};

/** Whoever is not signed in to the account shows by its password that it is theirs. */
export function PasswordForm({ linkId, here, address }: Props) {
  const [t, form] = [useText("confirmAddressForm"), useText("form")];
  const [state, submit] = useActionState(provePassword, emptyForm, here);
  return (
    <form action={submit} noValidate className="flex flex-col gap-5">
      <Refusal>{state.refusal}</Refusal>
      <AboutField id={linkId} />
      <UsernameHint address={address} />
      <PasswordField
        name="password"
        label={form("password")}
        autoComplete="current-password"
        required
        hint={t("passwordHint")}
        error={state.fieldErrors.password}
      />
      <SubmitButton pendingLabel={t("submitting")}>{t("submit")}</SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}
