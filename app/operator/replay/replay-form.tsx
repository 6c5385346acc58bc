"use client";

import { useActionState } from "react";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { Refusal } from "@/components/ui/refusal";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { AboutField } from "../../_forms/about-field";
import { emptyForm } from "../../_forms/form-state";
import { replayAll } from "./actions";

type Props = {
  kind: string;
  /** Says how many there are. */
  button: string;
  actionId: string;
  /** What was typed before the operator had to sign in. */
  typed: Record<string, string>;
};

/** Why all emails of a kind are retried, and the button that does it. */
export function ReplayForm({ kind, button, actionId, typed }: Props) {
  const [state, submit] = useActionState(replayAll, { ...emptyForm, values: typed });
  return (
    <form action={submit} noValidate className="flex flex-col items-start gap-5">
      <Refusal>{state.refusal}</Refusal>
      <AboutField id={kind} />
      <input type="hidden" name="actionId" value={actionId} />
      <TextArea
        name="reason"
        label="Reason"
        hint="Saved in the audit log."
        required
        minLength={3}
        maxLength={500}
        defaultValue={state.values.reason}
        error={state.fieldErrors.reason}
        className="w-full"
      />
      <SubmitButton pendingLabel="Starting…">{button}</SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}
