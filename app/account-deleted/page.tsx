import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { deletionEmailState } from "@/lib/account/request-deletion";
import type { WayOut } from "@/lib/email/failure-table";
import { paths } from "@/lib/paths";
import { requestContext } from "@/lib/session/request-context";
import { currentAccount } from "@/lib/session/current-account";
import { EmailStatus } from "../_email/email-status";

export const metadata: Metadata = { title: "Your account is being deleted" };

const WRITE =
  "To keep the account, write to whoever runs this site within the week: without the email only they can.";

const WAY_OUT: WayOut = { address: WRITE, later: WRITE };

const ACCEPTED = {
  advice: "The mail service accepted it and hands it over. Its link keeps the account.",
};

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AccountDeletedPage({ searchParams }: Props) {
  if (await currentAccount()) redirect(paths.account);
  const request = z.uuid().safeParse((await searchParams).request).data;
  const { browserKeyHash: key } = await requestContext();
  const mail = key && request && (await deletionEmailState(request, key));
  return (
    <PageShell>
      <PageHeading title="Your account is being deleted">
        You are signed out everywhere, and in a week everything that names you is erased for good.
        Should you change your mind until then: the link in our email keeps the account.
      </PageHeading>
      {mail && (
        <Card>
          <EmailStatus
            mail={mail}
            way={WAY_OUT}
            accepted={ACCEPTED}
            here={`${paths.accountDeleted}?request=${request}`}
          />
        </Card>
      )}
      <p>
        <ButtonLink href={paths.home}>Go to the start</ButtonLink>
      </p>
    </PageShell>
  );
}
