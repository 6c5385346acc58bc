"use client";

import { useActionState, useRef } from "react";
import { useText } from "@/components/text";
import { emptyForm } from "../_forms/form-state";
import { PasskeyButton } from "../_passkeys/passkey-button";
import { sendAnswer } from "../_passkeys/send-answer";
import { usePasskeySupport } from "../_passkeys/use-passkey-support";
import { signInByPasskey } from "./actions";
import { usePasskeyAutofill } from "./use-passkey-autofill";

const ADDRESS = "/api/passkeys/sign-in";

type Props = { next?: string };

/** Signing in by a passkey alone: by the browser's suggestions for the address, or a button. */
export default function PasskeyForm({ next }: Props) {
  const t = useText("passkeyForm");
  const form = useRef<HTMLFormElement>(null);
  const [state, submit] = useActionState(signInByPasskey, emptyForm);
  const onAnswer = (answer: string) => sendAnswer(form.current, answer);
  const ask = usePasskeyAutofill({ address: ADDRESS, onAnswer, on: state });
  if (!usePasskeySupport()) return null;
  return (
    <form ref={form} action={submit} className="flex flex-col gap-5 noscript:hidden">
      <p className="flex items-center gap-4 text-sm text-ink-soft before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t("or")}
      </p>
      {next && <input type="hidden" name="next" value={next} />}
      <PasskeyButton
        kind="signIn"
        variant="secondary"
        ask={ask}
        refusal={state.refusal ?? state.fieldErrors.passkeyAnswer}
      />
    </form>
  );
}
