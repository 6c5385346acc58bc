"use client";

import { useActionState } from "react";
import { useText } from "@/components/text";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { SubmitButton } from "@/components/ui/submit-button";
import { AboutField } from "../_forms/about-field";
import { emptyForm } from "../_forms/form-state";
import { changeAddress } from "./actions";
import { waitingHref } from "./waiting-href";

type Props = {
  registrationId: string;
  address: string;
  /** What the person probably meant. */
  suggestion: string | null;
  /** What became of the email says that the address may be wrong. */
  isDoubtful: boolean;
  /** What was typed before the page was made anew. */
  typed: Record<string, string>;
};

/** Sends the email to another address; the password need not be typed again. */
export function CorrectAddressForm({
  registrationId,
  address,
  suggestion,
  isDoubtful,
  typed,
}: Props) {
  const [t, form] = [useText("waitingForm"), useText("form")];
  const [state, submit] = useActionState(changeAddress, emptyForm, waitingHref(registrationId));
  return (
    <details
      open={isDoubtful || suggestion !== null || state !== emptyForm || typed.email !== undefined}
    >
      <summary className="w-fit cursor-pointer rounded-sm font-medium text-accent underline decoration-1 underline-offset-4">
        {t("wrongAddress")}
      </summary>
      {suggestion && <p className="mt-2">{t("didYouMean", { address: suggestion })}</p>}
      <Card className="mt-3">
        <form action={submit} noValidate className="flex flex-col gap-5 text-ink">
          {state.refusal && <Alert tone="danger">{state.refusal}</Alert>}
          <AboutField id={registrationId} />
          <Field
            name="email"
            label={form("email")}
            type="email"
            autoComplete="email"
            inputMode="email"
            spellCheck={false}
            required
            hint={t("newAddressHint")}
            defaultValue={state.values.email ?? typed.email ?? suggestion ?? address}
            error={state.fieldErrors.email}
          />
          <SubmitButton variant="secondary" pendingLabel={t("sending")}>
            {t("updateAndResend")}
          </SubmitButton>
          <FocusFirstError on={state} />
        </form>
      </Card>
    </details>
  );
}
