import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { TextLink } from "@/components/ui/text-link";
import { suggestAddress } from "@/lib/accounts/suggest-address";
import { waitingState } from "@/lib/accounts/waiting-state";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";
import { browserKeyHash } from "@/lib/session/browser-key";
import { currentAccount } from "@/lib/session/current-account";
import { EndPage } from "../_pages/end-page";
import { WaitingRoom } from "./waiting-room";

export const metadata: Metadata = { title: "Check your email" };

const REGISTER_AGAIN = `${paths.register}?again`;

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
    href: REGISTER_AGAIN,
    label: "Register again",
  },
  cancelled: {
    title: "This registration was cancelled",
    text: "Whoever reads mail at this address said that they did not register. If it is your address, register again.",
    href: REGISTER_AGAIN,
    label: "Register again",
  },
  none: {
    title: "Nothing to confirm here",
    text: "This page works in the browser in which you registered. Please register again, or open the link in the email. If you have just registered here, your browser refuses cookies: allow them for this site, or use another browser.",
    href: paths.register,
    label: "Register",
  },
};

export default async function CheckYourEmailPage() {
  const key = await browserKeyHash();
  const state = key ? await waitingState(key) : null;
  if (!state) return <EndPage {...ends.none} />;
  if (state.phase === "confirmed" && (await currentAccount())) redirect(`${paths.account}?welcome`);
  if (state.phase !== "waiting" && state.phase !== "handed_over")
    return <EndPage {...ends[state.phase]} />;
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
