"use client";

import { type ReactNode, useActionState } from "react";
import { Alert } from "@/components/ui/alert";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { PasswordField } from "@/components/ui/password-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { emptyForm } from "../_forms/form-state";
import { useFieldCheck } from "../_forms/use-field-check";
import { createAccount } from "./actions";
import { EmailField } from "./email-field";

type Props = { email?: string; children: ReactNode };

const loadSchema = () =>
  import("@/lib/request/form-schemas").then((schemas) => schemas.registrationSchema);

export function RegisterForm({ email, children }: Props) {
  const [state, submit] = useActionState(createAccount, emptyForm);
  const { errors: ownErrors, ...handlers } = useFieldCheck(loadSchema);
  const errors = { ...state.fieldErrors, ...ownErrors };
  return (
    <form action={submit} {...handlers} noValidate className="flex flex-col gap-5">
      {state.refusal && <Alert tone="danger">{state.refusal}</Alert>}
      <EmailField error={errors.email} defaultValue={state.values.email ?? email} />
      <PasswordField
        name="password"
        label="Password"
        autoComplete="new-password"
        required
        hint="At least 10 characters. A few unrelated words work well."
        error={errors.password}
      />
      {children}
      <SubmitButton pendingLabel="Creating account…">Create account</SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}
