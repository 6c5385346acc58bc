"use client";

import { type ReactNode, useActionState } from "react";
import { useText } from "@/components/text";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { Refusal } from "@/components/ui/refusal";
import { SubmitButton } from "@/components/ui/submit-button";
import { emptyForm } from "../_forms/form-state";
import { useFieldCheck } from "../_forms/use-field-check";
import { EmailField } from "../register/email-field";
import { askForEmail } from "./actions";

type Props = {
  /** What was typed before the page was made anew. */
  typed: Record<string, string>;
  children: ReactNode;
};

const loadSchema = () =>
  import("@/lib/request/form-schemas").then((schemas) => schemas.addressSchema);

export function ForgotPasswordForm({ typed, children }: Props) {
  const t = useText("forgotPassword");
  const [state, submit] = useActionState(askForEmail, { ...emptyForm, values: typed });
  const { errors: ownErrors, check } = useFieldCheck(loadSchema);
  const errors = { ...state.fieldErrors, ...ownErrors };
  return (
    <form action={submit} noValidate className="flex flex-col gap-5">
      <Refusal>{state.refusal}</Refusal>
      <EmailField error={errors.email} defaultValue={state.values.email} />
      {children}
      <SubmitButton pendingLabel={t("submitting")}>{t("submit")}</SubmitButton>
      <FocusFirstError on={state} />
      {check}
    </form>
  );
}
