"use client";

import { useActionState } from "react";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { SubmitButton } from "@/components/ui/submit-button";
import { AboutField } from "../../_forms/about-field";
import { emptyForm } from "../../_forms/form-state";
import { useFieldCheck } from "../../_forms/use-field-check";
import { changeAddress } from "./actions";

const loadSchema = () => import("@/lib/accounts/schemas").then((schemas) => schemas.addressSchema);

type Props = {
  userId: string;
  /** Of the change to be: the same form sent twice is one change. */
  changeId: string;
  /** What was typed before somebody had to sign in. */
  typed: Record<string, string>;
};

export function AddressForm({ userId, changeId, typed }: Props) {
  const [state, submit] = useActionState(changeAddress, { ...emptyForm, values: typed });
  const { errors: ownErrors, ...handlers } = useFieldCheck(loadSchema);
  const errors = { ...state.fieldErrors, ...ownErrors };
  return (
    <form action={submit} {...handlers} noValidate className="flex flex-col gap-5">
      {state.refusal && <Alert tone="danger">{state.refusal}</Alert>}
      <AboutField id={userId} />
      <input type="hidden" name="changeId" value={changeId} />
      <Field
        name="email"
        label="New email address"
        type="email"
        autoComplete="email"
        inputMode="email"
        spellCheck={false}
        required
        defaultValue={state.values.email}
        error={errors.email}
      />
      <SubmitButton pendingLabel="Sending a mail…">Change address</SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}
