"use client";

import { useActionState } from "react";
import { useText } from "@/components/text";
import { AboutField } from "../../_forms/about-field";
import { emptyForm } from "../../_forms/form-state";
import { answerWithPasskey } from "../../_passkeys/ask-browser";
import { PasskeyButton } from "../../_passkeys/passkey-button";
import { usePasskeySupport } from "../../_passkeys/use-passkey-support";
import { proveIdentityByPasskey } from "./actions";

type Props = { userId: string; next: string };

/** Proves who somebody is by a passkey alone, for people who sign in by one. */
export function ConfirmByPasskeyForm({ userId, next }: Props) {
  const t = useText("passkeyForm");
  const [state, submit] = useActionState(proveIdentityByPasskey, emptyForm);
  if (!usePasskeySupport()) return null;
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5 noscript:hidden">
      <p className="flex items-center gap-4 text-sm text-ink-soft before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t("or")}
      </p>
      <input type="hidden" name="next" value={next} />
      <AboutField id={userId} />
      <PasskeyButton
        kind="use"
        variant="secondary"
        ask={() => answerWithPasskey("/api/passkeys/sign-in")}
        refusal={state.refusal ?? state.fieldErrors.passkeyAnswer}
      />
    </form>
  );
}
