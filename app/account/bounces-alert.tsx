import { Alert } from "@/components/ui/alert";
import { TextLink } from "@/components/ui/text-link";
import type { Bounces } from "@/lib/account/account-facts";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { Moment } from "../_pages/moment";
import { strong } from "../_pages/strong";

const whys = {
  noSuchMailbox: "bounceNoSuchMailbox",
  mailboxClosed: "bounceMailboxClosed",
  noSuchDomain: "bounceNoSuchDomain",
  rejected: "bounceRejected",
  markedAsSpam: "bounceMarkedAsSpam",
} as const satisfies Record<Bounces["why"], string>;

/** Tells the owner that our emails to them bounce, why, since when, and what to do. */
export async function BouncesAlert({ address, why, since }: Bounces & { address: string }) {
  const t = await getTranslations("account");
  const values = { address, strong, when: () => <Moment at={since} show="day" /> };
  return (
    <Alert tone="warning" title={t(why === "markedAsSpam" ? "bounceSpamTitle" : "bounceTitle")}>
      <p className="wrap-anywhere">{t.rich(whys[why], values)}</p>
      <p>
        {t.rich(why === "markedAsSpam" ? "bounceSpamAdvice" : "bounceAdvice", {
          link: (chunks) => <TextLink href={paths.accountAddress}>{chunks}</TextLink>,
        })}
      </p>
    </Alert>
  );
}
