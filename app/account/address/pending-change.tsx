import { Card } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import type { DeliveryTemplate } from "@/lib/db";
import type { pendingEmailChange } from "@/lib/email-change/request-email-change";
import { isLost } from "@/lib/email/delivery-status";
import { newestEmailState } from "@/lib/email/email-state";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { EmailStatus } from "../../_email/email-status";
import { AboutField } from "../../_forms/about-field";
import { RelativeMoment } from "../../_pages/moment";
import { strong } from "../../_pages/strong";
import { withdraw } from "./actions";

type Pending = NonNullable<Awaited<ReturnType<typeof pendingEmailChange>>>;

// By their kind: where the address has an account, the email goes to the spelling on file.
const TO_NEW_ADDRESS: DeliveryTemplate[] = ["confirm_new_address", "already_registered"];

type Props = { change: Pending; address: string; userId: string };

/** The change that waits for its link: what became of its emails, and how to cancel it. */
export async function PendingChange({ change, address, userId }: Props) {
  const { id: addressChangeId, newOriginalAddress, createdAt } = change;
  const [t, mail, notice] = await Promise.all([
    getTranslations("accountAddress"),
    newestEmailState({ addressChangeId, template: { in: TO_NEW_ADDRESS } }),
    newestEmailState({ addressChangeId, template: "address_change_notice" }),
  ]);
  const isEmailLost = mail !== null && isLost(mail);
  const isNoticeLost = notice !== null && isLost(notice);
  return (
    <Card>
      <div className="flex flex-col gap-1">
        <h2 className="text-lg font-semibold wrap-anywhere">
          {t.rich(isEmailLost ? "notArrived" : "openLink", {
            address: newOriginalAddress,
            strong,
          })}
        </h2>
        <p className="text-ink-soft">{t("untilOpened")}</p>
      </div>
      {mail && (
        <EmailStatus
          mail={mail}
          way={{ address: t("wrongAddress"), later: t("tryLater") }}
          accepted={{ advice: t("accepted") }}
          here={paths.accountAddress}
        />
      )}
      <form action={withdraw} className="flex flex-col items-start">
        <AboutField id={userId} />
        <input type="hidden" name="change" value={change.id} />
        <SubmitButton variant="secondary" pendingLabel={t("cancelling")}>
          {t("cancel")}
        </SubmitButton>
      </form>
      <p className="border-t border-line pt-4 text-sm wrap-anywhere text-ink-soft">
        {t.rich("requested", { when: () => <RelativeMoment at={createdAt} /> })}{" "}
        {t.rich(isNoticeLost ? "currentNotTold" : "currentTold", { address, strong })}
      </p>
    </Card>
  );
}
