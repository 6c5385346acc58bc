"use client";

import { useRouter } from "next/navigation";
import { useActionState, useEffect, useRef } from "react";
import { useText } from "@/components/text";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { PageHeading } from "@/components/ui/page-heading";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { OutsideLink } from "@/components/ui/outside-link";
import type { EmailText } from "@/lib/email/failure-table";
import type { Webmail } from "@/lib/email/webmail";
import type { WaitingState } from "@/lib/registration/waiting-state";
import { paths } from "@/lib/paths";
import { ResendForm } from "../_email/resend-form";
import { AboutField } from "../_forms/about-field";
import { emptyForm } from "../_forms/form-state";
import { changeAddress, enterCode, resend, signInWaitingTab } from "./actions";
import { CodeForm } from "./code-form";
import { AddressForm, CorrectAddress, summaryStyle } from "./correct-address-form";
import { EmailProgress } from "./email-progress";
import { useWaitingState } from "./use-waiting-state";
import { waitingHref } from "./waiting-href";

/** The link, opened in another tab, is announced a moment before that tab has its session. */
const SESSION_FOLLOWS_MS = 1_000;

type Props = {
  initial: WaitingState;
  /** What the person probably meant by the address. */
  suggestion: string | null;
  /** Where the mailbox is read. */
  webmail: Webmail | null;
  /** What was typed before the page was made anew. */
  typed: Record<string, string>;
};

/** Why emails to an address were stopped: then it is not wrong, and another one helps as well. */
const STOPPED = new Set<EmailText | null>([
  "markedAsSpam",
  "markedAsSpamEarlier",
  "stoppedByReader",
  "stoppedByAdministrator",
]);

/** Signs this browser in: by itself where scripts run, else by its button. */
function ComeInForm({ registrationId }: { registrationId: string }) {
  const t = useText("waitingForm");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.requestSubmit(), []);
  return (
    <form ref={form} action={signInWaitingTab} className="flex flex-col gap-4">
      <AboutField id={registrationId} />
      <p role="status">{t("confirmed")}</p>
      <SubmitButton pendingLabel={t("signingIn")}>{t("continue")}</SubmitButton>
    </form>
  );
}

/** What changes while somebody waits for the email. */
export function WaitingRoom({ initial, suggestion, webmail, typed }: Props) {
  const t = useText("waitingForm");
  const router = useRouter();
  const state = useWaitingState(initial);
  const { registrationId } = initial;
  const here = waitingHref(registrationId);
  const [code, submitCode, isCheckingCode] = useActionState(enterCode, emptyForm, here);
  const [corrected, correct] = useActionState(changeAddress, emptyForm, here);
  // A right code brings its own answer, with the session; loading anew would throw it away.
  const hasMoved =
    state.phase !== initial.phase && state.phase !== "handed_over" && !isCheckingCode;
  const isCancelled = state.phase === "cancelled";
  const isStopped = STOPPED.has(state.mail?.reason ?? null);
  const isUnreachable = state.canCorrect && (isStopped || (state.mail?.isAddressDoubtful ?? false));
  const problem = isStopped ? "stopped" : "unreachable";
  const [before, after] = t(isUnreachable ? `${problem}Title` : "text").split("{address}");
  const address = (
    <strong
      className={cx(
        "inline-block max-w-full font-semibold wrap-anywhere text-ink",
        isUnreachable && "text-lg",
      )}
    >
      {state.address}
    </strong>
  );
  const correction = {
    registrationId,
    address: state.address,
    suggestion,
    typed,
    state: corrected,
    submit: correct,
  };
  const codeForm = (
    <CodeForm
      registrationId={registrationId}
      until={state.codeUntil}
      state={code}
      submit={submitCode}
    />
  );
  const way = {
    address: t("wayAddress"),
    later: t("wayLater"),
    again: t("wayAgain"),
    otherAddress: t("wayOtherAddress"),
  };

  useEffect(() => {
    if (!hasMoved) return;
    // Not a reload: it would stop the navigation of somebody who opens the link in this very tab.
    const goOn = () => {
      // A corrected address has a registration of its own, which is the newest.
      if (isCancelled) router.refresh();
      else router.replace(here);
    };
    const timer = setTimeout(goOn, SESSION_FOLLOWS_MS);
    return () => clearTimeout(timer);
  }, [hasMoved, isCancelled, here, router]);

  return (
    <>
      {isUnreachable ? (
        <PageHeading
          title={
            <>
              {before}
              {address}
              {after}
            </>
          }
        >
          {t(`${problem}Text`)}
        </PageHeading>
      ) : (
        <PageHeading title={t("title")}>
          {before}
          {address}
          {after}
        </PageHeading>
      )}
      <Card>
        {state.phase === "handed_over" ? (
          <ComeInForm registrationId={registrationId} />
        ) : (
          <>
            {state.mail && <EmailProgress mail={state.mail} way={way} />}
            {webmail && !isUnreachable && (
              <OutsideLink href={webmail.url} newTab={t("newTab")}>
                {t("openWebmail", { provider: webmail.name })}
              </OutsideLink>
            )}
            {/* Where no email arrives, another address comes before a code. */}
            {isUnreachable ? <AddressForm {...correction} variant="primary" /> : codeForm}
            <ResendForm
              aboutId={registrationId}
              resend={resend}
              here={here}
              allowedAt={state.resendAllowedAt}
              now={state.now}
            />
          </>
        )}
      </Card>
      <div className="text-center text-ink-soft">
        {isUnreachable ? (
          <details>
            <summary className={summaryStyle}>{t("haveCode")}</summary>
            <Card className="mt-3 text-ink">{codeForm}</Card>
          </details>
        ) : state.canCorrect ? (
          <CorrectAddress {...correction} />
        ) : (
          <p>
            <TextLink href={`${paths.register}?again=${registrationId}`}>
              {t("wrongAddress")}
            </TextLink>
          </p>
        )}
      </div>
    </>
  );
}
