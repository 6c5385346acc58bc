"use client";

import { useActionState } from "react";
import { AddressText } from "@/components/ui/address-text";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { Field } from "@/components/ui/field";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { Refusal } from "@/components/ui/refusal";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { AboutField } from "../../_forms/about-field";
import { emptyForm } from "../../_forms/form-state";
import { act } from "./act";

type Props = {
  /** The id of the account, else the address. */
  about: string;
  /** The verb, what else the page showed, and the action's id. */
  hidden: Record<string, string>;
  button: string;
  pending: string;
  isDangerous: boolean;
  /** The address to type, where the action cannot be taken back. */
  addressToType: string | null;
  back: string;
  /** What was typed before the operator had to sign in. */
  typed: Record<string, string>;
};

/** The reason for an action, and the button that does it. */
export function ActForm(props: Props) {
  const { about, hidden, typed, button, pending, isDangerous, addressToType, back } = props;
  const [state, submit] = useActionState(act, { ...emptyForm, values: typed });
  return (
    <form action={submit} noValidate className="flex flex-col gap-5">
      <Refusal>{state.refusal}</Refusal>
      {Object.keys(hidden).some((name) => state.fieldErrors[name]) && (
        <Alert tone="danger">Something’s out of date. Reload this page and try again.</Alert>
      )}
      <AboutField id={about} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {addressToType && (
        <Field
          name="typed"
          label={<AddressText>{`Type ${addressToType} to confirm`}</AddressText>}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          defaultValue={state.values.typed}
          error={state.fieldErrors.typed}
        />
      )}
      <TextArea
        name="reason"
        label="Reason"
        hint="Saved in the audit log. Don’t include passwords."
        required
        minLength={3}
        maxLength={500}
        defaultValue={state.values.reason}
        error={state.fieldErrors.reason}
      />
      <div className="flex flex-wrap gap-3">
        <SubmitButton variant={isDangerous ? "danger" : "primary"} pendingLabel={pending}>
          {button}
        </SubmitButton>
        <ButtonLink href={back} variant="quiet">
          Cancel
        </ButtonLink>
      </div>
      <FocusFirstError on={state} />
    </form>
  );
}
