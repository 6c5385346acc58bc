import { isLost } from "@/lib/email/delivery-status";
import type { WayOut } from "@/lib/email/failure-table";
import { explainEmailFailure } from "@/lib/email/failures";
import type { EmailState } from "@/lib/email/email-state";
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

/**
 * How far an email has come that a page speaks of. No page says that an email is coming without
 * it: the email may have come back, or may never have been sent.
 */
export function EmailStatus({ mail, way, accepted, here }: Props) {
  const isMoving = mail.status === "queued" || mail.status === "sending";
  return (
    <div className="flex flex-col gap-2">
      <EmailProgress
        mail={{ ...mail, ...explainEmailFailure(mail.failure, way) }}
        accepted={accepted}
      />
      {!isLost(mail) && <LookAgain here={here} isMoving={isMoving} />}
    </div>
  );
}
