import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { AboutField } from "../_forms/about-field";
import { type End, EndPage } from "../_pages/end-page";
import { sendNewLink } from "./actions";

type Props = {
  end: End;
  /** An expired link's id: it is replaced by one press. */
  expiredId?: string;
  isWaiting: boolean;
};

/** A link that does nothing any more must not hide that a newer email is on its way. */
export async function DeadResetLink({ end, expiredId, isWaiting }: Props) {
  const t = await getTranslations("resetPassword");
  const newer = isWaiting && (
    <p className="text-center text-ink-soft">
      {t.rich("newerCode", {
        link: (chunks) => <TextLink href={`${paths.resetPassword}?sent`}>{chunks}</TextLink>,
      })}
    </p>
  );
  if (!expiredId) return <EndPage {...end} after={newer} />;
  return (
    <EndPage title={end.title} text={end.text} mark={end.mark} after={newer}>
      <form action={sendNewLink} className="flex flex-col">
        <AboutField id={expiredId} />
        <SubmitButton pendingLabel={t("sendingNew")}>{t("sendNew")}</SubmitButton>
      </form>
    </EndPage>
  );
}
