"use client";

import { useActionState } from "react";
import { Alert } from "@/components/ui/alert";
import { CodeField } from "@/components/ui/code-field";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { SubmitButton } from "@/components/ui/submit-button";
import { AboutField } from "../_forms/about-field";
import { emptyForm } from "../_forms/form-state";
import { enterCode } from "./actions";
import { requestHref } from "./request-href";

type Props = { requestId: string };

/** The code of the email, for people who read it on another device. */
export function ResetCodeForm({ requestId }: Props) {
  const [state, submit] = useActionState(enterCode, emptyForm, requestHref(requestId));
  return (
    <form action={submit} noValidate className="flex flex-col gap-5">
      {state.refusal && <Alert tone="danger">{state.refusal}</Alert>}
      <AboutField id={requestId} />
      <CodeField
        name="code"
        label="Code from the mail"
        required
        hint="The eight digits in the mail. They work for 10 minutes."
        error={state.fieldErrors.code}
      />
      <SubmitButton pendingLabel="Checking…">Continue</SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}
