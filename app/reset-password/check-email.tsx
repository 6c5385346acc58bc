import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { TextLink } from "@/components/ui/text-link";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";
import { ResetCodeForm } from "./reset-code-form";

type Props = { requestId: string; address: string };

/** Waits for the mail. Says the same whether the address has an account or not. */
export function CheckEmail({ requestId, address }: Props) {
  return (
    <PageShell>
      <PageHeading title="Check your email">
        If there is an account with <strong className="font-semibold text-ink">{address}</strong>, a
        mail with a link and a code is on its way there. If there is none, the mail says so.
      </PageHeading>
      <Card>
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
