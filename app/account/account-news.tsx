import { getTranslations } from "@/lib/i18n/request-locale";
import { arePasskeysPossible } from "@/lib/passkey/relying-party";
import { isEarlierPassword } from "@/lib/registration/current-registration";
import type { Account } from "@/lib/session/current-account";
import { requestContext } from "@/lib/session/request-context";
import { DoneNotice } from "../_pages/done-notice";
import { PasskeyOffer } from "./passkey-offer";

type Query = Record<string, string | string[] | undefined>;

/** Welcomes to a new account, and says which password counts when several were typed. */
async function Welcome({ userId, hasSecondFactor }: Account) {
  const [t, key] = [await getTranslations("account"), (await requestContext()).browserKeyHash];
  const isEarlier = key !== null && (await isEarlierPassword(userId, key));
  return (
    <>
      <DoneNotice name="welcome" tone="success" title={t("welcomeTitle")}>
        {t("welcomeText")} {isEarlier && t("earlierPassword")}
      </DoneNotice>
      {arePasskeysPossible && !hasSecondFactor && <PasskeyOffer />}
    </>
  );
}

type Props = { query: Query; account: Account };

/** What just happened, when somebody comes to the account from it. */
export async function AccountNews({ query, account }: Props) {
  const t = await getTranslations("account");
  return (
    <>
      {"welcome" in query && <Welcome {...account} />}
      {"switched" in query && (
        <DoneNotice name="switched" tone="info" title={t("switchedTitle")}>
          {t("switchedText")}
        </DoneNotice>
      )}
      {"other-account" in query && (
        <DoneNotice
          name="other-account"
          tone="warning"
          title={t("otherAccountTitle", { address: account.address })}
        >
          {t("otherAccountText")}
        </DoneNotice>
      )}
    </>
  );
}
