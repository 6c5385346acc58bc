import { TextProvider } from "@/components/text";
import { isLost } from "@/lib/email/delivery-status";
import type { EmailState } from "@/lib/email/email-state";
import type { WayOut } from "@/lib/email/failure-table";
import { FORMATS_OF } from "@/lib/i18n/locales";
import { getLocale } from "@/lib/i18n/request-locale";
import { rawMessages } from "@/lib/i18n/translations";
import { EmailProgress } from "../check-your-email/email-progress";
import { LookAgain } from "./look-again";

type Props = {
  mail: EmailState;
  /** What to do, on this page, when the email does not arrive. */
  way: WayOut;
  accepted: { label?: string; advice: string };
  /** The page's own address. */
  here: string;
};

const MOVING = new Set<EmailState["status"]>(["queued", "sending", "sent"]);

/**
 * How far an email has come that a page speaks of. No page says that an email is coming without
 * it: the email may have come back, or may never have been sent. It hands over its own texts.
 */
export async function EmailStatus({ mail, way, accepted, here }: Props) {
  const locale = await getLocale();
  const isMoving = MOVING.has(mail.status);
  return (
    <TextProvider
      locale={FORMATS_OF[locale]}
      texts={{ emailStatus: rawMessages(locale, "emailStatus") }}
    >
      <div className="flex flex-col gap-2">
        <EmailProgress mail={mail} way={way} accepted={accepted} />
        {!isLost(mail) && <LookAgain here={here} isMoving={isMoving} />}
      </div>
    </TextProvider>
  );
}
