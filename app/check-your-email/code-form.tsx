import { useText } from "@/components/text";
import { CodeField } from "@/components/ui/code-field";
import { FocusFirstError } from "@/components/ui/focus-first-error";
import { Refusal } from "@/components/ui/refusal";
import { SubmitButton } from "@/components/ui/submit-button";
import { AboutField } from "../_forms/about-field";
import { Moment } from "../_pages/moment";
import type { FormState } from "../_forms/form-state";

type Props = {
  registrationId: string;
  /** Until when the code works, as ISO 8601. */
  until: string | null;
  state: FormState;
  submit: (form: FormData) => void;
};

/** What the code is, and until when it works, in the reader's own time. */
function Hint({ until }: Pick<Props, "until">) {
  const t = useText("waitingForm");
  if (!until) return t("codeHintOver");
  const [before, after] = t("codeHint").split("{when}");
  return (
    <>
      {before}
      <Moment at={until} show="clock" />
      {after}
    </>
  );
}

/** The code of the email, for people who read it on another device. */
export function CodeForm({ registrationId, until, state, submit }: Props) {
  const t = useText("waitingForm");
  return (
    <form action={submit} noValidate className="flex flex-col gap-4">
      <Refusal>{state.refusal}</Refusal>
      <AboutField id={registrationId} />
      <CodeField
        name="code"
        label={t("code")}
        digits={6}
        required
        hint={<Hint until={until} />}
        error={state.fieldErrors.code}
      />
      <SubmitButton pendingLabel={t("checking")}>{t("confirm")}</SubmitButton>
      <FocusFirstError on={state} />
    </form>
  );
}
