import { Alert } from "@/components/ui/alert";
import { CodeField } from "@/components/ui/code-field";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { SubmitButton } from "@/components/ui/submit-button";
import { AboutField } from "../_forms/about-field";
import type { FormState } from "../_forms/form-state";

type Props = { registrationId: string; state: FormState; submit: (form: FormData) => void };

/** The code of the email, for people who read it on another device. */
export function CodeForm({ registrationId, state, submit }: Props) {
  return (
    <form action={submit} noValidate className="flex flex-col gap-4">
      {state.refusal && <Alert tone="danger">{state.refusal}</Alert>}
      <AboutField id={registrationId} />
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
