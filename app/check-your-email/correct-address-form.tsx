"use client";

import { useText } from "@/components/text";
import type { ButtonVariant } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { Refusal } from "@/components/ui/refusal";
import { SubmitButton } from "@/components/ui/submit-button";
import { AboutField } from "../_forms/about-field";
import { emptyForm, type FormState } from "../_forms/form-state";

type Props = {
  registrationId: string;
  address: string;
  /** What the person probably meant. */
  suggestion: string | null;
  /** What was typed before the page was made anew. */
  typed: Record<string, string>;
  state: FormState;
  submit: (form: FormData) => void;
  variant?: ButtonVariant;
};

/** Sends the email to another address; the password need not be typed again. */
export function AddressForm({
  registrationId,
  address,
  suggestion,
  typed,
  state,
  submit,
  variant = "secondary",
}: Props) {
  const [t, form] = [useText("waitingForm"), useText("form")];
  return (
    <form action={submit} noValidate className="flex flex-col gap-5 text-ink">
      <Refusal>{state.refusal}</Refusal>
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
      <SubmitButton variant={variant} pendingLabel={t("sending")}>
        {t("updateAndResend")}
      </SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}

export const summaryStyle =
  "mx-auto w-fit cursor-pointer rounded-sm font-medium text-accent underline decoration-1 underline-offset-4";

/** The same form, closed until a person opens it. */
export function CorrectAddress(props: Props) {
  const t = useText("waitingForm");
  const { suggestion, typed, state } = props;
  return (
    <details open={suggestion !== null || typed.email !== undefined || state !== emptyForm}>
      <summary className={summaryStyle}>{t("wrongAddress")}</summary>
      {suggestion && <p className="mt-2">{t("didYouMean", { address: suggestion })}</p>}
      <Card className="mt-3 text-start">
        <AddressForm {...props} />
      </Card>
    </details>
  );
}
