"use client";

import { type ReactNode, useActionState } from "react";
import { useText } from "@/components/text";
import { Alert } from "@/components/ui/alert";
import { CodeField } from "@/components/ui/code-field";
import { Field } from "@/components/ui/field";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { SubmitButton } from "@/components/ui/submit-button";
import { AboutField } from "../../_forms/about-field";
import { emptyForm, type FormState } from "../../_forms/form-state";
import { enterAppCode, enterPhoneCode, enterRecoveryCode, sendSignInCode } from "./actions";

type Pending = { pendingId: string };

/** Whether this browser is to be asked again. Before the code, which sends the form by itself. */
export function TrustField() {
  const t = useText("secondFactorForm");
  return (
    <label className="flex min-h-11 items-center gap-3">
      <input type="checkbox" name="trust" className="size-5 shrink-0 accent-accent" />
      {t("trust")}
    </label>
  );
}

type Props = Pending & {
  enter: (previous: FormState, form: FormData) => Promise<FormState>;
  /** The fields, with what is wrong with the code. */
  children: (error?: string) => ReactNode;
};

/** The form of a second step that is taken with a code. */
function CodeForm({ pendingId, enter, children }: Props) {
  const t = useText("secondFactorForm");
  const [state, submit] = useActionState(enter, emptyForm);
  return (
    <form action={submit} noValidate className="flex flex-col gap-5">
      {state.refusal && <Alert tone="danger">{state.refusal}</Alert>}
      <AboutField id={pendingId} />
      {children(state.fieldErrors.code)}
      <SubmitButton pendingLabel={t("checking")}>{t("continue")}</SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}

function SixDigits({ error }: { error?: string }) {
  const t = useText("secondFactorForm");
  return <CodeField name="code" label={t("code")} digits={6} required autoFocus error={error} />;
}

export function AppCodeForm({ pendingId }: Pending) {
  return (
    <CodeForm pendingId={pendingId} enter={enterAppCode}>
      {(error) => (
        <>
          <TrustField />
          <SixDigits error={error} />
        </>
      )}
    </CodeForm>
  );
}

export function RecoveryCodeForm({ pendingId }: Pending) {
  const t = useText("secondFactorForm");
  return (
    <CodeForm pendingId={pendingId} enter={enterRecoveryCode}>
      {(error) => (
        <Field
          name="code"
          label={t("recoveryCode")}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
          autoFocus
          error={error}
        />
      )}
    </CodeForm>
  );
}

type PhoneProps = Pending & {
  /** Of the code that was sent; null before. */
  sentId: string | null;
};

/** Asks for a code by text message, and takes it. */
export function PhoneCodeForm({ pendingId, sentId }: PhoneProps) {
  const t = useText("secondFactorForm");
  const [asked, send] = useActionState(sendSignInCode, emptyForm);
  return (
    <>
      {sentId && (
        <CodeForm pendingId={pendingId} enter={enterPhoneCode}>
          {(error) => (
            <>
              <input type="hidden" name="sent" value={sentId} />
              <TrustField />
              <SixDigits error={error} />
            </>
          )}
        </CodeForm>
      )}
      <form action={send} className="flex flex-col gap-5">
        {asked.refusal && <Alert tone="danger">{asked.refusal}</Alert>}
        <AboutField id={pendingId} />
        <SubmitButton variant={sentId ? "quiet" : "primary"} pendingLabel={t("sending")}>
          {sentId ? t("sendNewCode") : t("sendCode")}
        </SubmitButton>
      </form>
    </>
  );
}
