"use client";

import { useEffect, useRef } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import type { WaitingState } from "@/lib/accounts/waiting-state";
import { comeIn } from "./actions";
import { CodeForm } from "./code-form";
import { MailProgress } from "./mail-progress";
import { ResendForm } from "./resend-form";
import { useWaitingState } from "./use-waiting-state";

type Props = { initial: WaitingState };

/** Signs this browser in: by itself where scripts run, else by its button. */
function ComeInForm() {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.requestSubmit(), []);
  return (
    <form ref={form} action={comeIn} className="flex flex-col gap-4">
      <p role="status">Your address is confirmed.</p>
      <SubmitButton pendingLabel="Signing you in…">Continue to your account</SubmitButton>
    </form>
  );
}

/** What changes while somebody waits for the mail. */
export function WaitingRoom({ initial }: Props) {
  const state = useWaitingState(initial);
  const hasMoved = state.phase !== initial.phase && state.phase !== "handed_over";

  useEffect(() => {
    if (hasMoved) window.location.reload();
  }, [hasMoved]);

  if (state.phase === "handed_over") return <ComeInForm />;
  return (
    <>
      {state.mail && <MailProgress mail={state.mail} />}
      <CodeForm />
      <ResendForm allowedAt={state.resendAllowedAt} now={state.now} />
    </>
  );
}
