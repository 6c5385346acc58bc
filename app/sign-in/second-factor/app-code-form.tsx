"use client";

import { useActionState } from "react";
import { useText } from "@/components/text";
import { Alert } from "@/components/ui/alert";
import { CodeField } from "@/components/ui/code-field";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { SubmitButton } from "@/components/ui/submit-button";
import { AboutField } from "../../_forms/about-field";
import { emptyForm } from "../../_forms/form-state";
import { enterAppCode } from "./actions";
import { TrustField } from "./trust-field";

type Props = { pendingId: string };

export function AppCodeForm({ pendingId }: Props) {
  const t = useText("secondFactorForm");
  const [state, submit] = useActionState(enterAppCode, emptyForm);
  return (
    <form action={submit} noValidate className="flex flex-col gap-5">
      {state.refusal && <Alert tone="danger">{state.refusal}</Alert>}
      <AboutField id={pendingId} />
      <TrustField />
      <CodeField
        name="code"
        label={t("code")}
        digits={6}
        required
        autoFocus
        error={state.fieldErrors.code}
      />
      <SubmitButton pendingLabel={t("checking")}>{t("continue")}</SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}
