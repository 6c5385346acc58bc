"use client";

import { useActionState } from "react";
import { useText } from "@/components/text";
import { Alert } from "@/components/ui/alert";
import { CodeField } from "@/components/ui/code-field";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { SubmitButton } from "@/components/ui/submit-button";
import { AboutField } from "../../_forms/about-field";
import { emptyForm } from "../../_forms/form-state";
import { enterPhoneCode, sendSignInCode } from "./actions";
import { TrustField } from "./trust-field";

type Props = {
  pendingId: string;
  /** Of the code that was sent; null before. */
  sentId: string | null;
};

/** Asks for a code by text message, and takes it. */
export function PhoneCodeForm({ pendingId, sentId }: Props) {
  const t = useText("secondFactorForm");
  const [asked, send] = useActionState(sendSignInCode, emptyForm);
  const [state, submit] = useActionState(enterPhoneCode, emptyForm);
  return (
    <>
      {sentId && (
        <form action={submit} noValidate className="flex flex-col gap-5">
          {state.refusal && <Alert tone="danger">{state.refusal}</Alert>}
          <AboutField id={pendingId} />
          <input type="hidden" name="sent" value={sentId} />
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
      )}
      <form action={send} className="flex flex-col gap-5">
        {asked.refusal && <Alert tone="danger">{asked.refusal}</Alert>}
        <AboutField id={pendingId} />
        <SubmitButton variant={sentId ? "quiet" : "primary"} pendingLabel={t("sending")}>
          {sentId ? t("sendNewCode") : t("sendCode")}
        </SubmitButton>
      </form>
    </>
  );
}
