import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { areTextsOn, maskNumber } from "@/lib/phone/phone-number";
import { type FactorSummary, listFactors } from "@/lib/second-factor/factors";
import { countRecoveryCodes } from "@/lib/second-factor/recovery-codes";
import { countTrustedBrowsers } from "@/lib/second-factor/trusted-browsers";
import { requireAccount } from "@/lib/session/require-account";
import { AboutField } from "../../_forms/about-field";
import { strong } from "../../_pages/strong";
import { AccountFrame } from "../account-frame";
import { FactorRemovalNotice } from "../factor-removal-notice";
import { distrust, setUpApp } from "./actions";
import { FactorDates } from "./factor-dates";
import { FactorSection } from "./factor-section";
import { PasskeySection } from "./passkeys/passkey-section";
import { Removal } from "./removal";
import { SecurityNews } from "./security-news";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accountSecurity"))("title") };
}

/** So few recovery codes are too few. */
const FEW_CODES = 3;

async function AppSection({ app, userId }: { app?: FactorSummary; userId: string }) {
  const t = await getTranslations("accountSecurity");
  return (
    <FactorSection id="app" title={t("app")} text={t("appText")} mark={app && t("on")}>
      {app && <FactorDates factor={app} />}
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <form action={setUpApp}>
          <AboutField id={userId} />
          <SubmitButton variant={app ? "secondary" : "primary"} pendingLabel={t("opening")}>
            {app ? t("replaceApp") : t("setUpApp")}
          </SubmitButton>
        </form>
        {app && (
          <TextLink href={`${paths.accountSecurity}?remove=${app.id}`} isAlone>
            {t("remove")}
            <span className="sr-only">: {t("app")}</span>
          </TextLink>
        )}
      </div>
    </FactorSection>
  );
}

async function PhoneSection({ phone }: { phone?: FactorSummary }) {
  // A phone that was added before texts were switched off can still be removed.
  if (!areTextsOn() && !phone) return null;
  const t = await getTranslations("accountSecurity");
  return (
    <FactorSection id="phone" title={t("phone")} text={t("phoneText")} mark={phone && t("on")}>
      {phone && (
        <>
          <p>{t.rich("phoneNumber", { number: maskNumber(phone.number ?? ""), strong })}</p>
          <FactorDates factor={phone} />
        </>
      )}
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        {areTextsOn() && (
          <ButtonLink variant="secondary" href={paths.accountSecurityPhone}>
            {phone ? t("replacePhone") : t("addPhone")}
          </ButtonLink>
        )}
        {phone && (
          <TextLink href={`${paths.accountSecurity}?remove=${phone.id}`} isAlone>
            {t("remove")}
            <span className="sr-only">: {t("phone")}</span>
          </TextLink>
        )}
      </div>
    </FactorSection>
  );
}

async function CodesSection({ userId }: { userId: string }) {
  const [t, count] = [await getTranslations("accountSecurity"), await countRecoveryCodes(userId)];
  return (
    <FactorSection
      id="codes"
      title={t("codes")}
      text={t("codesText")}
      mark={t("codesLeft", { count })}
    >
      {count <= FEW_CODES && <Alert tone="warning">{t("codesFew")}</Alert>}
      <ButtonLink variant="secondary" href={paths.accountSecurityCodes} className="self-start">
        {t("renewCodes")}
      </ButtonLink>
    </FactorSection>
  );
}

async function BrowsersSection({ userId }: { userId: string }) {
  const count = await countTrustedBrowsers(userId);
  if (count === 0) return null;
  const t = await getTranslations("accountSecurity");
  return (
    <FactorSection id="browsers" title={t("browsers")} text={t("browsersText", { count })}>
      <form action={distrust}>
        <AboutField id={userId} />
        <SubmitButton variant="secondary" pendingLabel={t("opening")}>
          {t("distrust")}
        </SubmitButton>
      </form>
    </FactorSection>
  );
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SecurityPage({ searchParams }: Props) {
  const account = await requireAccount(paths.accountSecurity);
  const { userId } = account;
  const [query, factors] = [await searchParams, await listFactors(userId)];
  const t = await getTranslations("accountSecurity");
  const isOn = factors.length > 0;
  const removed = factors.find(({ id }) => id === query.remove);
  return (
    <AccountFrame
      path={paths.accountSecurity}
      title={t("title")}
      intro={t("intro")}
      texts={["securityForms"]}
      news={
        <>
          <SecurityNews query={query} />
          {removed && <Removal factor={removed} isLast={factors.length === 1} userId={userId} />}
        </>
      }
    >
      <FactorRemovalNotice account={account} />
      <Alert tone={isOn ? "success" : "info"} title={t(isOn ? "statusOn" : "statusOff")}>
        {!isOn && t("statusOffText")}
      </Alert>
      <PasskeySection passkeys={factors.filter(({ kind }) => kind === "passkey")} userId={userId} />
      <AppSection app={factors.find(({ kind }) => kind === "app")} userId={userId} />
      <PhoneSection phone={factors.find(({ kind }) => kind === "phone")} />
      {isOn && <CodesSection userId={userId} />}
      {isOn && <BrowsersSection userId={userId} />}
    </AccountFrame>
  );
}
