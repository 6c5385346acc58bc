"use client";

import { useActionState } from "react";
import { useText } from "@/components/text";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { SubmitButton } from "@/components/ui/submit-button";
import { AboutField } from "../../../_forms/about-field";
import { emptyForm } from "../../../_forms/form-state";
import { sendCode } from "./actions";

type Props = { userId: string };

export function NumberForm({ userId }: Props) {
  const t = useText("securityForms");
  const [state, submit] = useActionState(sendCode, emptyForm);
  return (
    <form action={submit} noValidate className="flex max-w-md flex-col gap-5">
      {state.refusal && <Alert tone="danger">{state.refusal}</Alert>}
      <AboutField id={userId} />
      <Field
        name="number"
        label={t("number")}
        type="tel"
        autoComplete="tel"
        inputMode="tel"
        dir="ltr"
        required
        defaultValue={state.values.number}
        error={state.fieldErrors.number}
      />
      <SubmitButton pendingLabel={t("sending")} className="sm:self-start">
        {t("sendCode")}
      </SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}
