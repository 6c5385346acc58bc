"use client";

import { useActionState } from "react";
import { Alert } from "@/components/ui/alert";
import { CodeField } from "@/components/ui/code-field";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { SubmitButton } from "@/components/ui/submit-button";
import { emptyForm } from "../_forms/form-state";
import { enterCode } from "./actions";

export function CodeForm() {
  const [state, submit] = useActionState(enterCode, emptyForm);
  return (
    <form action={submit} noValidate className="flex flex-col gap-4">
      {state.refusal && <Alert tone="danger">{state.refusal}</Alert>}
      <CodeField
        name="code"
        label="Confirmation code"
        required
        hint="The six digits in the mail. They work for 15 minutes."
        error={state.fieldErrors.code}
      />
      <SubmitButton pendingLabel="Checking…">Confirm</SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}
