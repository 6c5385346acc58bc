"use client";

import { useActionState } from "react";
import { useText } from "@/components/text";
import { Field } from "@/components/ui/field";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { PasswordField } from "@/components/ui/password-field";
import { Refusal } from "@/components/ui/refusal";
import { SubmitButton } from "@/components/ui/submit-button";
import { UsernameHint } from "@/components/ui/username-hint";
import { AboutField } from "../../_forms/about-field";
import { emptyForm } from "../../_forms/form-state";
import { useFieldCheck } from "../../_forms/use-field-check";
import { changeAddress } from "./actions";

type Props = {
  address: string;
  userId: string;
  /** Of the change to be: the same form sent twice is one change. */
  changeId: string;
  /** What was typed before the person had to sign in. */
  typed: Record<string, string>;
};

const loadSchema = () =>
  import("@/lib/request/form-schemas").then((schemas) => schemas.changeAddressSchema);

export function AddressForm({ address, userId, changeId, typed }: Props) {
  const [t, form] = [useText("accountForms"), useText("form")];
  const [state, submit] = useActionState(changeAddress, { ...emptyForm, values: typed });
  const { errors: ownErrors, check } = useFieldCheck(loadSchema);
  const errors = { ...state.fieldErrors, ...ownErrors };
  return (
    <form action={submit} noValidate className="flex max-w-md flex-col gap-5">
      <Refusal>{state.refusal}</Refusal>
      <AboutField id={userId} />
      <input type="hidden" name="changeId" value={changeId} />
      <Field
        name="email"
        label={t("newEmail")}
        type="email"
        autoComplete="email"
        inputMode="email"
        spellCheck={false}
        required
        defaultValue={state.values.email}
        error={errors.email}
      />
      <UsernameHint address={address} />
      <PasswordField
        name="password"
        label={form("password")}
        autoComplete="current-password"
        required
        hint={t("passwordHint")}
        error={errors.password}
      />
      <SubmitButton pendingLabel={t("changingEmail")} className="sm:self-start">
        {t("changeEmail")}
      </SubmitButton>
      <FocusFirstError on={state} />
      {check}
    </form>
  );
}
