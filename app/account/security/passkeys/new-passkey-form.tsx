"use client";

import { useActionState } from "react";
import { useText } from "@/components/text";
import { Alert } from "@/components/ui/alert";
import { AboutField } from "../../../_forms/about-field";
import { emptyForm } from "../../../_forms/form-state";
import { createPasskey } from "../../../_passkeys/ask-browser";
import { PasskeyButton } from "../../../_passkeys/passkey-button";
import { usePasskeySupport } from "../../../_passkeys/use-passkey-support";
import { RecoveryCodeSheet } from "../recovery-code-sheet";
import { addNewPasskey } from "./actions";

const ask = () => createPasskey("/api/passkeys/new");

type Props = { userId: string; address: string };

/** Has the browser make a passkey. The first second factor brings recovery codes, shown then. */
export function NewPasskeyForm({ userId, address }: Props) {
  const t = useText("passkeyForm");
  const isSupported = usePasskeySupport();
  const [state, submit] = useActionState(addNewPasskey, emptyForm);
  if (state.recoveryCodes)
    return <RecoveryCodeSheet codes={state.recoveryCodes} address={address} />;
  if (!isSupported) return <Alert tone="warning">{t("unsupported")}</Alert>;
  return (
    <form action={submit} className="flex flex-col gap-5 sm:items-start">
      <AboutField id={userId} />
      <PasskeyButton
        kind="create"
        ask={ask}
        refusal={state.refusal ?? state.fieldErrors.passkeyAnswer}
      />
    </form>
  );
}
