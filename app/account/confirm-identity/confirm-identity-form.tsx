"use client";

import { useActionState } from "react";
import { useText } from "@/components/text";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { PasswordField } from "@/components/ui/password-field";
import { Refusal } from "@/components/ui/refusal";
import { SubmitButton } from "@/components/ui/submit-button";
import { UsernameHint } from "@/components/ui/username-hint";
import { AboutField } from "../../_forms/about-field";
import { emptyForm } from "../../_forms/form-state";
import { proveIdentity } from "./actions";

type Props = { userId: string; address: string; next: string };

export function ConfirmIdentityForm({ userId, address, next }: Props) {
  const [t, form] = [useText("accountForms"), useText("form")];
  const [state, submit] = useActionState(proveIdentity, emptyForm);
  return (
    <form action={submit} noValidate className="flex max-w-md flex-col gap-5">
      <Refusal>{state.refusal}</Refusal>
      <input type="hidden" name="next" value={next} />
      <AboutField id={userId} />
      <UsernameHint address={address} />
      <PasswordField
        name="password"
        label={form("password")}
        autoComplete="current-password"
        required
        error={state.fieldErrors.password}
      />
      <SubmitButton pendingLabel={t("checking")} className="sm:self-start">
        {t("continue")}
      </SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}
