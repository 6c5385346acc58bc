"use client";

import { useActionState } from "react";
import { useText } from "@/components/text";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { PasswordField } from "@/components/ui/password-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";
import { emptyForm } from "../_forms/form-state";
import { dropCarriedAddress, useCarriedAddress } from "../_forms/use-carried-address";
import { signIn } from "./actions";

type Props = {
  next?: string;
  /** What was typed before the page was made anew. */
  typed: Record<string, string>;
};

export function SignInForm({ next, typed }: Props) {
  const [t, form] = [useText("signInForm"), useText("form")];
  const [state, submit] = useActionState(signIn, { ...emptyForm, values: typed });
  useCarriedAddress();
  return (
    <form action={submit} onSubmit={dropCarriedAddress} noValidate className="flex flex-col gap-5">
      {state.refusal && <Alert tone="danger">{state.refusal}</Alert>}
      {next && <input type="hidden" name="next" value={next} />}
      <Field
        name="email"
        label={form("email")}
        type="email"
        autoComplete="username webauthn"
        inputMode="email"
        spellCheck={false}
        required
        defaultValue={state.values.email}
        error={state.fieldErrors.email}
      />
      <PasswordField
        name="password"
        label={form("password")}
        autoComplete="current-password"
        required
        aside={
          <TextLink href={paths.forgotPassword} isAlone>
            {t("forgot")}
          </TextLink>
        }
        error={state.fieldErrors.password}
      />
      <SubmitButton pendingLabel={t("submitting")}>{t("submit")}</SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}
