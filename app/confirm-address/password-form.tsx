"use client";

import { useActionState } from "react";
import { Alert } from "@/components/ui/alert";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { PasswordField } from "@/components/ui/password-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { AboutField } from "../_forms/about-field";
import { emptyForm } from "../_forms/form-state";
import { provePassword } from "./actions";

type Props = {
  linkId: string;
  /** The page of this very link. */
  here: string;
};

/** Whoever is not signed in to the account shows by its password that it is theirs. */
export function PasswordForm({ linkId, here }: Props) {
  const [state, submit] = useActionState(provePassword, emptyForm, here);
  return (
    <form action={submit} noValidate className="flex flex-col gap-5">
      {state.refusal && <Alert tone="danger">{state.refusal}</Alert>}
      <AboutField id={linkId} />
      <PasswordField
        name="password"
        label="Password"
        autoComplete="current-password"
        required
        hint="The one of the account that is to be moved to this address."
        error={state.fieldErrors.password}
      />
      <SubmitButton pendingLabel="Moving your account…">Use this address</SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}
