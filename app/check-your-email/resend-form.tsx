"use client";

import { useActionState, useEffect, useState } from "react";
import { useText } from "@/components/text";
import { Alert } from "@/components/ui/alert";
import { SubmitButton } from "@/components/ui/submit-button";
import { AboutField } from "../_forms/about-field";
import { emptyForm } from "../_forms/form-state";
import { resend } from "./actions";
import { waitingHref } from "./waiting-href";

type Props = { registrationId: string; allowedAt: string; now: string };

/** Seconds until `allowedAt`, counted by the server's clock, and whether scripts count them. */
function useCountdown({ allowedAt, now }: Pick<Props, "allowedAt" | "now">): {
  secondsLeft: number;
  isCounting: boolean;
} {
  const total = Math.max(0, Math.ceil((Date.parse(allowedAt) - Date.parse(now)) / 1_000));
  const [left, setLeft] = useState<number | null>(null);

  useEffect(() => {
    const end = Date.now() + total * 1_000;
    const tick = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1_000)));
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [total, now]);

  return { secondsLeft: left ?? total, isCounting: left !== null && left > 0 };
}

function inMinutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Asks for the email once more. Without JavaScript the server says how long to wait. */
export function ResendForm(props: Props) {
  const t = useText("waitingForm");
  const [state, submit] = useActionState(resend, emptyForm, waitingHref(props.registrationId));
  const { secondsLeft, isCounting } = useCountdown(props);
  /** The seconds that were left at a press that came too early. */
  const [pressedAt, setPressedAt] = useState<number | null>(null);

  return (
    <form action={submit} className="flex flex-col gap-3">
      <AboutField id={props.registrationId} />
      {state.refusal && <Alert tone="warning">{state.refusal}</Alert>}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton
          variant="secondary"
          isPaused={isCounting}
          onPausedPress={() => setPressedAt(secondsLeft)}
          pendingLabel={t("sending")}
        >
          {t("resend")}
        </SubmitButton>
        {secondsLeft > 0 && (
          <span className="text-sm text-ink-soft tabular-nums noscript:hidden">
            {t("resendIn", { time: inMinutes(secondsLeft) })}
          </span>
        )}
        {/* The countdown itself would be read out each second. */}
        <span aria-live="polite" className="sr-only">
          {pressedAt !== null && t("resendIn", { time: inMinutes(pressedAt) })}
        </span>
      </div>
    </form>
  );
}
