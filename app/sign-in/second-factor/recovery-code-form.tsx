"use client";

import { useActionState } from "react";
import { useText } from "@/components/text";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { SubmitButton } from "@/components/ui/submit-button";
import { AboutField } from "../../_forms/about-field";
import { emptyForm } from "../../_forms/form-state";
import { enterRecoveryCode } from "./actions";

type Props = { pendingId: string };

export function RecoveryCodeForm({ pendingId }: Props) {
  const t = useText("secondFactorForm");
  const [state, submit] = useActionState(enterRecoveryCode, emptyForm);
  return (
    <form action={submit} noValidate className="flex flex-col gap-5">
      {state.refusal && <Alert tone="danger">{state.refusal}</Alert>}
      <AboutField id={pendingId} />
      <Field
        name="code"
        label={t("recoveryCode")}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
        autoFocus
        error={state.fieldErrors.code}
      />
      <SubmitButton pendingLabel={t("checking")}>{t("continue")}</SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}
