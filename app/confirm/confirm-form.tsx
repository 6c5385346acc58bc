"use client";

import { useActionState } from "react";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { PasswordField } from "@/components/ui/password-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { emptyForm } from "../_forms/form-state";
import { chooseNewPassword, confirmEmail } from "./actions";

/** Asks for the password that this registration was made with. */
export function ConfirmForm() {
  const [state, submit] = useActionState(confirmEmail, emptyForm);
  return (
    <form action={submit} noValidate className="flex flex-col gap-5">
      <PasswordField
        name="password"
        label="Password"
        autoComplete="current-password"
        required
        hint="The one this registration was made with."
        error={state.fieldErrors.password}
      />
      <SubmitButton pendingLabel="Confirming…">Confirm email</SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}

/** Replaces the password of the registration by one that the owner of the mailbox chooses. */
export function NewPasswordForm() {
  const [state, submit] = useActionState(chooseNewPassword, emptyForm);
  return (
    <form action={submit} noValidate className="flex flex-col gap-5">
      <PasswordField
        name="password"
        label="New password"
        autoComplete="new-password"
        required
        hint="At least 10 characters. It replaces the password the registration was made with."
        error={state.fieldErrors.password}
      />
      <SubmitButton pendingLabel="Confirming…">Save password and confirm email</SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}
