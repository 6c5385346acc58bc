"use client";

import { useActionState, useId } from "react";
import { useText } from "@/components/text";
import { Alert } from "@/components/ui/alert";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { SubmitButton } from "@/components/ui/submit-button";
import { AboutField } from "../../../_forms/about-field";
import { emptyForm } from "../../../_forms/form-state";
import { rename } from "./actions";

type Props = { userId: string; passkeyId: string; name: string };

/** Another name for a passkey. There are several on a page, so its field has an id of its own. */
export function PasskeyNameForm({ userId, passkeyId, name }: Props) {
  const [t, id] = [useText("securityForms"), useId()];
  const [state, submit] = useActionState(rename, emptyForm);
  const error = state.fieldErrors.name;
  // Open where a name was refused, also on a page that was made anew without scripts.
  return (
    <details open={error !== undefined} className="open:basis-full">
      <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium text-accent underline decoration-1 underline-offset-4">
        {t("rename")}
        <span className="sr-only">: {name}</span>
      </summary>
      <form action={submit} noValidate className="flex max-w-md flex-col gap-3 pt-3">
        {state.refusal && <Alert tone="danger">{state.refusal}</Alert>}
        <AboutField id={userId} />
        <input type="hidden" name="passkey" value={passkeyId} />
        <label htmlFor={id} className="font-medium">
          {t("passkeyName")}
        </label>
        <input
          id={id}
          name="name"
          type="text"
          required
          autoComplete="off"
          defaultValue={state.values.name ?? name}
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-error`}
          className="text-box"
        />
        <p id={`${id}-error`} aria-live="polite" className="text-sm font-medium text-danger">
          {error}
        </p>
        <SubmitButton variant="secondary" pendingLabel={t("savingName")} className="sm:self-start">
          {t("saveName")}
        </SubmitButton>
        <FocusFirstError on={state} />
      </form>
    </details>
  );
}
