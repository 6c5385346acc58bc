"use client";

import { type ReactNode, useActionState } from "react";
import { Late, lazyExtra } from "@/components/late";
import { useText } from "@/components/text";
import { Field } from "@/components/ui/field";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { PasswordField } from "@/components/ui/password-field";
import { Refusal } from "@/components/ui/refusal";
import { SubmitButton } from "@/components/ui/submit-button";
import { emptyForm } from "../_forms/form-state";
import { dropCarriedAddress } from "../_forms/carry-address";
import { signIn } from "./actions";

const CarriedAddress = lazyExtra(() => import("../_forms/carried-address"));

type Props = {
  next?: string;
  /** What was typed before the page was made anew. */
  typed: Record<string, string>;
  /** The way out for who forgot the password. */
  children: ReactNode;
};

export function SignInForm({ next, typed, children }: Props) {
  const [t, form] = [useText("signInForm"), useText("form")];
  const [state, submit] = useActionState(signIn, { ...emptyForm, values: typed });
  return (
    <form action={submit} onSubmit={dropCarriedAddress} noValidate className="flex flex-col gap-5">
      <Refusal>{state.refusal}</Refusal>
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
        aside={children}
        error={state.fieldErrors.password}
      />
      <SubmitButton pendingLabel={t("submitting")}>{t("submit")}</SubmitButton>
      <FocusFirstError on={state} />
      <Late>
        <CarriedAddress />
      </Late>
    </form>
  );
}
