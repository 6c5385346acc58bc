import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { SubmitButton } from "@/components/ui/submit-button";
import { linkTokenOf } from "@/lib/session/link-cookie";
import { inspectLink } from "@/lib/verification/inspect-link";
import { deadLinks } from "../_links/dead-links";
import { EndPage } from "../_pages/end-page";
import { cancel } from "./actions";

export const metadata: Metadata = { title: "This was not me", referrer: "same-origin" };

const moment = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "long",
  timeStyle: "short",
  timeZone: "UTC",
});

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NotMePage({ searchParams }: Props) {
  const token = await linkTokenOf("not-me");
  if (!token) return <EndPage {...deadLinks.missing} />;
  const link = await inspectLink(token, "not-me-link", new Date());
  if (!("registration" in link)) return <EndPage {...deadLinks[link.state]} />;
  if (link.state === "used") return <EndPage {...deadLinks.used} />;
  const { originalAddress, registeredAt } = link.registration;
  const isCancelled = "cancelled" in (await searchParams);
  return (
    <PageShell>
      <PageHeading title={isCancelled ? "Thank you" : "Was this not you?"}>
        <strong className="font-semibold text-ink">{originalAddress}</strong> was registered on{" "}
        <time dateTime={registeredAt.toISOString()}>{moment.format(registeredAt)} UTC</time>.
      </PageHeading>
      {isCancelled ? (
        <Alert tone="success" title="The registration is cancelled">
          Its link and its code no longer work. You need not do anything else.
        </Alert>
      ) : (
        <Card>
          <p>Cancel the registration, and neither its link nor its code will ever work.</p>
          <form action={cancel}>
            <SubmitButton variant="danger" pendingLabel="Cancelling…">
              This was not me: cancel
            </SubmitButton>
          </form>
        </Card>
      )}
    </PageShell>
  );
}
