"use client";

import { type ReactNode, useActionState } from "react";
import { useText } from "@/components/text";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { Refusal } from "@/components/ui/refusal";
import { SubmitButton } from "@/components/ui/submit-button";
import { NewPasswordField } from "../_forms/new-password-field";
import { emptyForm } from "../_forms/form-state";
import { useFieldCheck } from "../_forms/use-field-check";
import { createAccount } from "./actions";
import { EmailField } from "./email-field";

type Props = { email?: string; minLength: number; children: ReactNode };

const loadSchema = () =>
  import("@/lib/request/form-schemas").then((schemas) => schemas.registrationSchema);

export function RegisterForm({ email, minLength, children }: Props) {
  const [t, form] = [useText("register"), useText("form")];
  const [state, submit] = useActionState(createAccount, emptyForm);
  const { errors: ownErrors, check } = useFieldCheck(loadSchema);
  const errors = { ...state.fieldErrors, ...ownErrors };
  return (
    <form action={submit} noValidate className="flex flex-col gap-5">
      <Refusal>{state.refusal}</Refusal>
      <EmailField error={errors.email} defaultValue={state.values.email ?? email} />
      <NewPasswordField
        name="password"
        label={form("password")}
        required
        minLength={minLength}
        hint={form("newPasswordHint", { min: minLength })}
        error={errors.password}
      />
      {children}
      <SubmitButton pendingLabel={t("submitting")}>{t("submit")}</SubmitButton>
      <FocusFirstError on={state} />
      {check}
    </form>
  );
}
