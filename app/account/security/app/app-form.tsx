"use client";

import { type ReactNode, useActionState } from "react";
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
import { addApp } from "./actions";

type Props = {
  userId: string;
  address: string;
  factorId: string;
  /** What the app is set up with. Null once it was added. */
  children: ReactNode | null;
};

export function AppForm({ userId, address, factorId, children }: Props) {
  const t = useText("securityForms");
  const [state, submit] = useActionState(addApp, emptyForm);
  if (state.recoveryCodes)
    return <RecoveryCodeSheet codes={state.recoveryCodes} address={address} />;
  if (children === null)
    return (
      <ButtonLink href={paths.accountSecurity} className="sm:self-start">
        {t("done")}
      </ButtonLink>
    );
  return (
    <>
      {children}
      <form action={submit} noValidate className="flex max-w-md flex-col gap-5">
        {state.refusal && <Alert tone="danger">{state.refusal}</Alert>}
        <AboutField id={userId} />
        <input type="hidden" name="factor" value={factorId} />
        <CodeField
          name="code"
          label={t("code")}
          digits={6}
          required
          error={state.fieldErrors.code}
        />
        <SubmitButton pendingLabel={t("checking")} className="sm:self-start">
          {t("turnOn")}
        </SubmitButton>
        <FocusFirstError on={state} />
      </form>
    </>
  );
}
