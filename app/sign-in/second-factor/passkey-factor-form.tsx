"use client";

import { useActionState } from "react";
import { useText } from "@/components/text";
import { Alert } from "@/components/ui/alert";
import { AboutField } from "../../_forms/about-field";
import { emptyForm } from "../../_forms/form-state";
import { answerWithPasskey } from "../../_passkeys/ask-browser";
import { PasskeyButton } from "../../_passkeys/passkey-button";
import { usePasskeySupport } from "../../_passkeys/use-passkey-support";
import { answerByPasskey } from "./actions";
import { TrustField } from "./code-forms";

type Props = { pendingId: string };

/** The second step by a passkey. It begins by a press: some browsers ask for nothing without one. */
export function PasskeyFactorForm({ pendingId }: Props) {
  const t = useText("passkeyForm");
  const isSupported = usePasskeySupport();
  const [state, submit] = useActionState(answerByPasskey, emptyForm);
  if (!isSupported) return <Alert tone="warning">{t("unsupported")}</Alert>;
  const ask = () => answerWithPasskey(`/api/passkeys/second-factor?id=${pendingId}`);
  return (
    <form action={submit} className="flex flex-col gap-5">
      <AboutField id={pendingId} />
      <noscript>{t("needsScripts")}</noscript>
      <TrustField />
      <PasskeyButton
        kind="use"
        ask={ask}
        refusal={state.refusal ?? state.fieldErrors.passkeyAnswer}
      />
    </form>
  );
}
