import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { TextLink } from "@/components/ui/text-link";
import { suggestAddress } from "@/lib/registration/suggest-address";
import { waitingState } from "@/lib/registration/waiting-state";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";
import { requestContext } from "@/lib/session/request-context";
import { typedOn } from "@/lib/session/typed-cookie";
import { currentAccount } from "@/lib/session/current-account";
import { EndPage } from "../_pages/end-page";
import { REGISTRATION } from "./waiting-href";
import { WaitingRoom } from "./waiting-room";

export const metadata: Metadata = { title: "Check your email" };

const ends = {
  confirmed: {
    title: "Your address is confirmed",
    text: "There is nothing left to do here.",
    href: paths.account,
    label: "Go to your account",
  },
  expired: {
    title: "This registration has expired",
    text: "It was not confirmed within 24 hours. Registering again takes a minute.",
    href: paths.register,
    label: "Register again",
  },
  cancelled: {
    title: "This registration was cancelled",
    text: "If it is your address, register again.",
    href: paths.register,
    label: "Register again",
  },
  corrected: {
    title: "This registration has ended",
    text: "You corrected its address, and the registration with the corrected address is gone. Registering again takes a minute.",
    href: paths.register,
    label: "Register again",
  },
  reported: {
    title: "This registration was cancelled",
    text: "Whoever reads mail at this address said that they did not register. If it is your address, register again.",
    href: paths.register,
    label: "Register again",
  },
  other: {
    title: "This page was about another registration",
    text: "This browser does not hold it. Nothing was changed. Open the link in your mail, or go on with the newest registration of this browser.",
    href: paths.checkYourEmail,
    label: "Go on",
  },
  none: {
    title: "Nothing to confirm here",
    text: "This page works in the browser in which you registered. Please register again, or open the link in the email. If you have just registered here, your browser refuses cookies: allow them for this site, or use another browser.",
    href: paths.register,
    label: "Register",
  },
};

const id = z.uuid();

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CheckYourEmailPage({ searchParams }: Props) {
  const [key, query] = [(await requestContext()).browserKeyHash, await searchParams];
  const named = REGISTRATION in query ? id.safeParse(query[REGISTRATION]) : null;
  if (named && !(key && named.success)) return <EndPage {...ends.other} />;
  const state = key ? await waitingState(key, new Date(), named?.data) : null;
  if (!state) return <EndPage {...(named ? ends.other : ends.none)} />;
  if (state.phase === "confirmed" && (await currentAccount())) redirect(`${paths.account}?welcome`);
  const again = { href: `${paths.register}?again=${state.registrationId}` };
  if (state.phase !== "waiting" && state.phase !== "handed_over")
    return <EndPage {...ends[state.phase]} {...(state.phase !== "confirmed" && again)} />;
  return (
    <PageShell>
      <PageHeading title="Check your email">
        The mail with your link and code goes to{" "}
        <strong className="font-semibold text-ink">{state.address}</strong>. This page moves on by
        itself once you have confirmed.
      </PageHeading>
      <WaitingRoom
        key={state.registrationId}
        initial={state}
        typed={await typedOn(paths.checkYourEmail, state.registrationId)}
        suggestion={suggestAddress(state.address)}
      />
      <div className="flex flex-col gap-2 text-ink-soft">
        <noscript>
          <p>
            <TextLink href={paths.checkYourEmail}>Look again</TextLink> how far the mail has come.
          </p>
        </noscript>
        {env.INBOX_URL && (
          <p>
            Local development: mails arrive in <TextLink href={env.INBOX_URL}>the inbox</TextLink>.
          </p>
        )}
      </div>
    </PageShell>
  );
}
