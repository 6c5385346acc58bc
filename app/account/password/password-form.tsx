"use client";

import { useActionState } from "react";
import { useText } from "@/components/text";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { PasswordField } from "@/components/ui/password-field";
import { Refusal } from "@/components/ui/refusal";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { UsernameHint } from "@/components/ui/username-hint";
import { paths } from "@/lib/paths";
import { AboutField } from "../../_forms/about-field";
import { NewPasswordField } from "../../_forms/new-password-field";
import { emptyForm } from "../../_forms/form-state";
import { useFieldCheck } from "../../_forms/use-field-check";
import { renewPassword } from "./actions";

type Props = { userId: string; address: string; minLength: number };

const loadSchema = () =>
  import("@/lib/request/form-schemas").then((schemas) => schemas.changePasswordSchema);

export function PasswordForm({ userId, address, minLength }: Props) {
  const [t, form] = [useText("accountForms"), useText("form")];
  const [state, submit] = useActionState(renewPassword, emptyForm);
  const { errors: ownErrors, check } = useFieldCheck(loadSchema);
  const errors = { ...state.fieldErrors, ...ownErrors };
  return (
    <form action={submit} noValidate className="flex max-w-md flex-col gap-5">
      <Refusal>{state.refusal}</Refusal>
      <AboutField id={userId} />
      <UsernameHint address={address} />
      <PasswordField
        name="currentPassword"
        label={t("currentPassword")}
        autoComplete="current-password"
        required
        aside={<TextLink href={paths.forgotPassword}>{t("forgotPassword")}</TextLink>}
        error={errors.currentPassword}
      />
      <NewPasswordField
        address={address}
        name="newPassword"
        label={form("newPassword")}
        required
        minLength={minLength}
        hint={form("newPasswordHint", { min: minLength })}
        error={errors.newPassword}
      />
      <SubmitButton pendingLabel={t("changingPassword")} className="sm:self-start">
        {t("changePassword")}
      </SubmitButton>
      <FocusFirstError on={state} />
      {check}
    </form>
  );
}
