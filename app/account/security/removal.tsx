import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { SubmitButton } from "@/components/ui/submit-button";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import type { FactorSummary } from "@/lib/second-factor/factors";
import { AboutField } from "../../_forms/about-field";
import { News } from "../../_pages/done-notice";
import { remove } from "./actions";

type Props = { factor: FactorSummary; isLast: boolean; userId: string };

/** Asks once more before a second factor is removed, and says what that means. */
export async function Removal({ factor, isLast, userId }: Props) {
  const t = await getTranslations("accountSecurity");
  return (
    <News name="remove">
      <Alert tone="warning" title={t(`removeQuestion_${factor.kind}`)}>
        {factor.name && <p className="font-medium wrap-anywhere">{factor.name}</p>}
        <p>{isLast ? t("removeLastText") : t("removeText")}</p>
        <form action={remove} className="flex flex-wrap gap-3 pt-2">
          <AboutField id={userId} />
          <input type="hidden" name="factor" value={factor.id} />
          <SubmitButton variant="danger" pendingLabel={t("removing")}>
            {t("removeYes")}
          </SubmitButton>
          <ButtonLink variant="secondary" href={paths.accountSecurity}>
            {t("keep")}
          </ButtonLink>
        </form>
      </Alert>
    </News>
  );
}
