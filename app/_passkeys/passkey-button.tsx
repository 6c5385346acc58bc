"use client";

import { type MouseEvent, useState } from "react";
import { useFormStatus } from "react-dom";
import { useText } from "@/components/text";
import { Alert } from "@/components/ui/alert";
import { buttonStyle, type ButtonVariant } from "@/components/ui/button-style";
import { Icon } from "@/components/ui/icon";
import { spinner } from "@/components/ui/icon-shapes";
import type { PasskeyAnswer, PasskeyProblem } from "./ask-browser";
import { ANSWER, sendAnswer } from "./send-answer";

type Props = {
  /** What the button says, of the texts of passkeyForm. */
  kind: "signIn" | "use" | "create";
  /** Has the browser ask for a passkey. */
  ask: () => Promise<PasskeyAnswer>;
  /** Why the server refused the answer before. */
  refusal?: string;
  variant?: ButtonVariant;
};

/**
 * Has the browser ask for a passkey, and sends the form around it with the answer. What went wrong
 * stands above the button, and the button stays to try again.
 */
export function PasskeyButton({ kind, ask, refusal, variant = "primary" }: Props) {
  const t = useText("passkeyForm");
  const { pending } = useFormStatus();
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<PasskeyProblem | null>(null);
  const isBusy = pending || isAsking;

  async function press(event: MouseEvent<HTMLButtonElement>) {
    event.preventDefault();
    const { form } = event.currentTarget;
    if (isBusy) return;
    setAsking(true);
    setProblem(null);
    const asked = await ask();
    setAsking(false);
    if (asked && "problem" in asked) setProblem(asked.problem);
    if (asked && "answer" in asked) sendAnswer(form, asked.answer);
  }

  const isNew = kind === "create";
  const told = problem === "cancelled" && isNew ? "notCreated" : problem;
  return (
    <>
      {!isBusy && told && <Alert tone="warning">{t(told)}</Alert>}
      {!isBusy && !told && refusal && <Alert tone="danger">{refusal}</Alert>}
      <input type="hidden" name={ANSWER} defaultValue="" />
      <button
        type="submit"
        aria-disabled={isBusy}
        onClick={(event) => void press(event)}
        className={buttonStyle(variant, "noscript:hidden")}
      >
        {isBusy && <Icon shape={spinner} className="animate-spin" />}
        {isBusy ? t("waiting") : t(kind)}
      </button>
      <span aria-live="polite" className="sr-only">
        {isBusy && t("waiting")}
      </span>
    </>
  );
}
