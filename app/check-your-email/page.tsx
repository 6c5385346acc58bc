import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { TextLink } from "@/components/ui/text-link";
import { suggestAddress } from "@/lib/registration/suggest-address";
import { type WaitingState, waitingState } from "@/lib/registration/waiting-state";
import { findWebmail } from "@/lib/email/webmail";
import { env } from "@/lib/env";
import { getTranslations } from "@/lib/i18n/request-locale";
import type { Translator } from "@/lib/i18n/translations";
import { paths } from "@/lib/paths";
import { requestContext } from "@/lib/session/request-context";
import { typedOn } from "@/lib/session/typed-cookie";
import { currentAccount } from "@/lib/session/current-account";
import { type End, EndPage } from "../_pages/end-page";
import { PageFrame } from "../_pages/page-frame";
import { PageTitle } from "../_pages/page-title";
import { REGISTRATION } from "./waiting-href";
import { DoneNotice } from "../_pages/done-notice";
import { NOTICES } from "./registration-shown";
import { WaitingRoom } from "./waiting-room";

export const metadata: Metadata = { title: null };

type Phase = Exclude<WaitingState["phase"], "waiting" | "handed_over">;

/** Where nobody waits here: by the registration's phase, or because there is none. */
function endOf(kind: Phase | "other" | "none", t: Translator<"waiting">): End {
  const again = { href: paths.register, label: t("startAgain") };
  switch (kind) {
    case "confirmed":
      return {
        title: t("confirmedTitle"),
        text: t("confirmedText"),
        mark: "done",
        href: paths.account,
        label: t("goToAccount"),
      };
    case "expired":
      return { title: t("expiredTitle"), text: t("expiredText"), mark: "expired", ...again };
    case "cancelled":
      return { title: t("cancelledTitle"), text: t("cancelledText"), ...again };
    case "corrected":
      return { title: t("correctedTitle"), text: t("correctedText"), ...again };
    case "reported":
      return { title: t("cancelledTitle"), text: t("reportedText"), ...again };
    case "other":
      return {
        title: t("otherTitle"),
        text: t("otherText"),
        href: paths.checkYourEmail,
        label: t("continue"),
      };
    case "none":
      return {
        title: t("noneTitle"),
        text: t("noneText"),
        href: paths.register,
        label: t("createAccount"),
      };
  }
}

const id = z.uuid();

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CheckYourEmailPage({ searchParams }: Props) {
  const [key, query] = [(await requestContext()).browserKeyHash, await searchParams];
  const t = await getTranslations("waiting");
  const named = REGISTRATION in query ? id.safeParse(query[REGISTRATION]) : null;
  if (named && !(key && named.success)) return <EndPage {...endOf("other", t)} />;
  const state = key ? await waitingState(key, new Date(), named?.data) : null;
  if (!state) return <EndPage {...endOf(named ? "other" : "none", t)} />;
  if (state.phase === "confirmed" && (await currentAccount())) redirect(`${paths.account}?welcome`);
  const again = { href: `${paths.register}?again=${state.registrationId}` };
  if (state.phase !== "waiting" && state.phase !== "handed_over")
    return <EndPage {...endOf(state.phase, t)} {...(state.phase !== "confirmed" && again)} />;
  const notice = NOTICES.find((name) => name in query);
  const inbox = env.INBOX_URL;
  return (
    <PageFrame texts={["waitingForm", "resendForm", "emailStatus"]}>
      <PageTitle>{t("title")}</PageTitle>
      {notice && (
        <DoneNotice
          key={state.now}
          name={notice}
          tone={notice === "unconfirmed" ? "info" : "success"}
        >
          {notice === "resent" ? (await getTranslations("resendForm"))(notice) : t(notice)}
        </DoneNotice>
      )}
      <WaitingRoom
        key={state.registrationId}
        initial={state}
        typed={await typedOn(paths.checkYourEmail, state.registrationId)}
        suggestion={suggestAddress(state.address)}
        webmail={findWebmail(state.address)}
      />
      <div className="flex flex-col gap-2 text-center text-ink-soft">
        <noscript>
          <p>
            <TextLink href={paths.checkYourEmail}>
              {(await getTranslations("emailStatus"))("refresh")}
            </TextLink>
          </p>
        </noscript>
        {inbox && (
          <p>
            {t.rich("localInbox", { link: (text) => <TextLink href={inbox}>{text}</TextLink> })}
          </p>
        )}
      </div>
    </PageFrame>
  );
}
