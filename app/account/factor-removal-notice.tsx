import { Alert } from "@/components/ui/alert";
import { SubmitButton } from "@/components/ui/submit-button";
import { getTranslations } from "@/lib/i18n/request-locale";
import { findFactorRemoval } from "@/lib/second-factor/factor-removal";
import type { Account } from "@/lib/session/current-account";
import { AboutField } from "../_forms/about-field";
import { Moment } from "../_pages/moment";
import { stopRemoval } from "./security/actions";

type Props = { account: Pick<Account, "userId" | "hasSecondFactor"> };

/**
 * Says that all second factors are going to be removed, with the button that stops it. An owner
 * who stays signed in may never read the emails about it.
 */
export async function FactorRemovalNotice({ account: { userId, hasSecondFactor } }: Props) {
  const removal = hasSecondFactor && (await findFactorRemoval(userId));
  if (!removal) return null;
  const t = await getTranslations("accountSecurity");
  return (
    <Alert tone="warning" title={t("removalTitle")}>
      <p>{t.rich("removalText", { when: () => <Moment at={removal.dueAt} /> })}</p>
      <form action={stopRemoval} className="pt-2">
        <AboutField id={userId} />
        <SubmitButton pendingLabel={t("opening")}>{t("stopRemoval")}</SubmitButton>
      </form>
    </Alert>
  );
}
