"use client";

import { useActionState, useEffect, useState } from "react";
import { useText } from "@/components/text";
import { Refusal } from "@/components/ui/refusal";
import { SubmitButton } from "@/components/ui/submit-button";
import { AboutField } from "../_forms/about-field";
import { emptyForm, type FormState } from "../_forms/form-state";

type Props = {
  /** What the email is about. */
  aboutId: string;
  resend: (previous: FormState, form: FormData) => Promise<FormState>;
  /** The page of this very email. */
  here: string;
  /** From when on it is possible; ISO 8601, as `now`, which is the server's time. */
  allowedAt: string;
  now: string;
};

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
  const t = useText("resendForm");
  const [state, submit] = useActionState(props.resend, emptyForm, props.here);
  const { secondsLeft, isCounting } = useCountdown(props);
  /** The seconds that were left at a press that came too early. */
  const [pressedAt, setPressedAt] = useState<number | null>(null);

  return (
    <form action={submit} className="flex flex-col gap-3">
      <AboutField id={props.aboutId} />
      <Refusal tone="warning">{state.refusal}</Refusal>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton
          variant="secondary"
          isPaused={isCounting}
          onPausedPress={() => setPressedAt(secondsLeft)}
          pendingLabel={t("resending")}
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
