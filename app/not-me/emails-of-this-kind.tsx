import { SubmitButton } from "@/components/ui/submit-button";
import { getTranslations } from "@/lib/i18n/request-locale";
import { AboutField } from "../_forms/about-field";
import { Moment } from "../_pages/moment";
import { allow, reportEmail } from "./actions";
import { STOPS_EMAILS } from "./stops-emails";

type Props = { deliveryId: string; stoppedUntil: Date | null };

/** Says whether a kind of email is stopped and until when, and changes that. */
export async function EmailsOfThisKind({ deliveryId, stoppedUntil }: Props) {
  const t = await getTranslations("notMe");
  if (!stoppedUntil)
    return (
      <>
        <p>{t("allowed")}</p>
        <form action={reportEmail} className="flex flex-col">
          <AboutField id={deliveryId} />
          <input type="hidden" name={STOPS_EMAILS} value="on" />
          <SubmitButton variant="secondary" pendingLabel={t("stopping")}>
            {t("stop")}
          </SubmitButton>
        </form>
      </>
    );
  return (
    <>
      <p>{t.rich("stopped", { when: () => <Moment at={stoppedUntil} /> })}</p>
      <form action={allow} className="flex flex-col">
        <AboutField id={deliveryId} />
        <SubmitButton variant="secondary" pendingLabel={t("oneMoment")}>
          {t("allow")}
        </SubmitButton>
      </form>
    </>
  );
}
