"use client";

import { useActionState } from "react";
import { useText } from "@/components/text";
import { CodeField } from "@/components/ui/code-field";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { Refusal } from "@/components/ui/refusal";
import { SubmitButton } from "@/components/ui/submit-button";
import { AboutField } from "../_forms/about-field";
import { emptyForm } from "../_forms/form-state";
import { enterCode } from "./actions";
import { requestHref } from "./request-href";

type Props = { requestId: string };

/** The code of the email, for people who read it on another device. */
export function ResetCodeForm({ requestId }: Props) {
  const t = useText("resetPasswordForm");
  const [state, submit] = useActionState(enterCode, emptyForm, requestHref(requestId));
  return (
    <form action={submit} noValidate className="flex flex-col gap-5">
      <Refusal>{state.refusal}</Refusal>
      <AboutField id={requestId} />
      <CodeField
        name="code"
        label={t("code")}
        digits={8}
        required
        hint={t("codeHint")}
        error={state.fieldErrors.code}
      />
      <SubmitButton pendingLabel={t("checking")}>{t("continue")}</SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}
