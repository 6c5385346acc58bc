"use client";

import { useActionState } from "react";
import { useText } from "@/components/text";
import { SubmitButton } from "@/components/ui/submit-button";
import { AboutField } from "../../../_forms/about-field";
import { emptyForm } from "../../../_forms/form-state";
import { renewCodes } from "../actions";
import { RecoveryCodeSheet } from "../recovery-code-sheet";

type Props = { userId: string; address: string };

export function RenewCodesForm({ userId, address }: Props) {
  const t = useText("securityForms");
  const [state, submit] = useActionState(renewCodes, emptyForm);
  if (state.recoveryCodes)
    return <RecoveryCodeSheet codes={state.recoveryCodes} address={address} />;
  return (
    <form action={submit}>
      <AboutField id={userId} />
      <SubmitButton pendingLabel={t("renewing")}>{t("renew")}</SubmitButton>
    </form>
  );
}
