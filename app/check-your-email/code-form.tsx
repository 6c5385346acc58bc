import { useText } from "@/components/text";
import { Alert } from "@/components/ui/alert";
import { CodeField } from "@/components/ui/code-field";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { SubmitButton } from "@/components/ui/submit-button";
import { AboutField } from "../_forms/about-field";
import type { FormState } from "../_forms/form-state";

type Props = { registrationId: string; state: FormState; submit: (form: FormData) => void };

/** The code of the email, for people who read it on another device. */
export function CodeForm({ registrationId, state, submit }: Props) {
  const t = useText("waitingForm");
  return (
    <form action={submit} noValidate className="flex flex-col gap-4">
      {state.refusal && <Alert tone="danger">{state.refusal}</Alert>}
      <AboutField id={registrationId} />
      <CodeField
        name="code"
        label={t("code")}
        required
        hint={t("codeHint")}
        error={state.fieldErrors.code}
      />
      <SubmitButton pendingLabel={t("checking")}>{t("confirm")}</SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}
