"use client";

import { useActionState } from "react";
import { useText } from "@/components/text";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { CodeField } from "@/components/ui/code-field";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { SubmitButton } from "@/components/ui/submit-button";
import { paths } from "@/lib/paths";
import { AboutField } from "../../../_forms/about-field";
import { emptyForm } from "../../../_forms/form-state";
import { RecoveryCodeSheet } from "../recovery-code-sheet";
import { addPhone, sendNewCode } from "./actions";

type Props = {
  userId: string;
  address: string;
  /** Of the code that was sent. Null once it cannot be right any more. */
  sentId: string | null;
};

export function PhoneCodeForm({ userId, address, sentId }: Props) {
  const t = useText("securityForms");
  const [state, submit] = useActionState(addPhone, emptyForm);
  const [asked, send] = useActionState(sendNewCode, emptyForm);
  if (state.recoveryCodes)
    return <RecoveryCodeSheet codes={state.recoveryCodes} address={address} />;
  if (sentId === null)
    return (
      <ButtonLink href={paths.accountSecurity} className="sm:self-start">
        {t("done")}
      </ButtonLink>
    );
  return (
    <>
      <form action={submit} noValidate className="flex max-w-md flex-col gap-5">
        {state.refusal && <Alert tone="danger">{state.refusal}</Alert>}
        <AboutField id={userId} />
        <input type="hidden" name="sent" value={sentId} />
        <CodeField
          name="code"
          label={t("phoneCode")}
          digits={6}
          required
          autoFocus
          error={state.fieldErrors.code}
        />
        <SubmitButton pendingLabel={t("checking")} className="sm:self-start">
          {t("addPhone")}
        </SubmitButton>
        <FocusFirstError on={state} />
      </form>
      <form action={send} className="flex max-w-md flex-col items-start gap-5">
        {asked.refusal && <Alert tone="warning">{asked.refusal}</Alert>}
        <AboutField id={userId} />
        <input type="hidden" name="sent" value={sentId} />
        <SubmitButton variant="secondary" pendingLabel={t("sending")}>
          {t("sendNewCode")}
        </SubmitButton>
      </form>
    </>
  );
}
