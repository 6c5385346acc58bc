"use client";

import { useActionState } from "react";
import { useText } from "@/components/text";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { PasswordField } from "@/components/ui/password-field";
import { Refusal } from "@/components/ui/refusal";
import { SubmitButton } from "@/components/ui/submit-button";
import { UsernameHint } from "@/components/ui/username-hint";
import { AboutField } from "../_forms/about-field";
import { NewPasswordField } from "../_forms/new-password-field";
import { emptyForm } from "../_forms/form-state";
import { chooseNewPassword, confirmEmail } from "./actions";

type Props = {
  linkId: string;
  /** The page of this very link. */
  here: string;
  address: string;
};

/** Asks for the password that this registration was made with. */
export function ConfirmForm(props: Props) {
  const [t, form] = [useText("confirmForm"), useText("form")];
  const [state, submit] = useActionState(confirmEmail, emptyForm, props.here);
  return (
    <form action={submit} noValidate className="flex flex-col gap-5">
      <Refusal>{state.refusal}</Refusal>
      <AboutField id={props.linkId} />
      <UsernameHint address={props.address} />
      <PasswordField
        name="password"
        label={form("password")}
        autoComplete="current-password"
        required
        hint={t("passwordHint")}
        error={state.fieldErrors.password}
      />
      <SubmitButton pendingLabel={t("confirming")}>{t("confirm")}</SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}

/** Replaces the password of the registration by one that the owner of the mailbox chooses. */
export function NewPasswordForm(props: Props & { minLength: number }) {
  const [t, form] = [useText("confirmForm"), useText("form")];
  const [state, submit] = useActionState(chooseNewPassword, emptyForm, props.here);
  return (
    <form action={submit} noValidate className="flex flex-col gap-5">
      <Refusal>{state.refusal}</Refusal>
      <AboutField id={props.linkId} />
      <UsernameHint address={props.address} />
      <NewPasswordField
        address={props.address}
        name="password"
        label={form("newPassword")}
        required
        minLength={props.minLength}
        hint={t("newPasswordHint", { min: props.minLength })}
        error={state.fieldErrors.password}
      />
      <SubmitButton pendingLabel={t("confirming")}>{t("setAndConfirm")}</SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}
