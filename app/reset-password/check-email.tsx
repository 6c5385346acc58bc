import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { TextLink } from "@/components/ui/text-link";
import { env } from "@/lib/env";
import type { EmailState } from "@/lib/email/email-state";
import type { WayOut } from "@/lib/email/failure-table";
import { paths } from "@/lib/paths";
import { EmailStatus } from "../_email/email-status";
import { requestHref } from "./request-href";
import { ResetCodeForm } from "./reset-code-form";

type Props = { requestId: string; address: string; mail: EmailState | null };

/** Without a word of whether there is an account: any of it may be read by a stranger. */
const ACCEPTED = {
  label: "Sent, if there is an account",
  advice:
    "The mail service accepted the email to your account and hands it over. Look in your spam folder too.",
};

const WAY_OUT: WayOut = {
  address:
    "Please check that this is the address of your account, and ask again with the right one below. If it is right, write to whoever runs this site: they can let emails through again.",
  later: "Please send another email later, by the link below, or write to whoever runs this site.",
};

/** Waits for the email. Says the same whether the address has an account or not. */
export function CheckEmail({ requestId, address, mail }: Props) {
  return (
    <PageShell>
      <PageHeading title="Check your email">
        If there is an account with <strong className="font-semibold text-ink">{address}</strong>,
        the email with a link and a code goes there.
      </PageHeading>
      <Card>
        {mail && (
          <EmailStatus
            mail={mail}
            way={WAY_OUT}
            accepted={ACCEPTED}
            here={requestHref(requestId)}
          />
        )}
        <p>Open the link in any browser, or type the code here.</p>
        <ResetCodeForm requestId={requestId} />
      </Card>
      <div className="flex flex-col gap-2 text-ink-soft">
        <p>
          No mail after a few minutes? Look in your spam folder, or{" "}
          <TextLink href={paths.forgotPassword}>Send another mail</TextLink>
        </p>
        {env.INBOX_URL && (
          <p>
            Local development: mails arrive in <TextLink href={env.INBOX_URL}>the inbox</TextLink>.
          </p>
        )}
      </div>
    </PageShell>
  );
}
