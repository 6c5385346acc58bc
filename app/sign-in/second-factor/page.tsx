import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { TextLink } from "@/components/ui/text-link";
import { brand } from "@/lib/brand";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { areTextsOn } from "@/lib/phone/phone-number";
import { livePhoneCode } from "@/lib/phone-code/request-phone-code";
import { type FactorSummary, listFactors } from "@/lib/second-factor/factors";
import type { FactorWay } from "@/lib/session/pending-sign-in";
import { TextNotice } from "../../_forms/text-notice";
import { PageFrame } from "../../_pages/page-frame";
import { PageTitle } from "../../_pages/page-title";
import { strong } from "../../_pages/strong";
import { AppCodeForm, PhoneCodeForm, RecoveryCodeForm } from "./code-forms";
import { PasskeyFactorForm } from "./passkey-factor-form";
import { pendingShown } from "./pending-shown";

export const metadata: Metadata = { title: null };

/** The ways to take the second step; each has its form, a phone two. */
const forms = {
  passkey: PasskeyFactorForm,
  app: AppCodeForm,
  recovery_code: RecoveryCodeForm,
} as const;

/**
 * The ways that an account has, the strongest first and recovery codes last. None when all factors
 * were removed meanwhile.
 */
function waysOf(factors: FactorSummary[]): FactorWay[] {
  const kinds = new Set(factors.map(({ kind }) => kind));
  if (!areTextsOn()) kinds.delete("phone");
  return factors.length > 0 ? [...kinds, "recovery_code"] : [];
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SecondFactorPage({ searchParams }: Props) {
  const query = await searchParams;
  const pending = await pendingShown(typeof query.id === "string" ? query.id : null, {});
  const { id, userId, user } = pending;
  const [t, factors] = [await getTranslations("secondFactor"), await listFactors(userId)];
  const ways = waysOf(factors);
  const way = ways.find((each) => each === query.way) ?? ways[0];
  // The password alone is enough then.
  if (!way) redirect(`${paths.signIn}?over`);
  const Form = way === "phone" ? null : forms[way];
  const waiting = { userId, browserKeyHash: pending.browserKeyHash, purpose: "sign_in" } as const;
  const sent = way === "phone" ? await livePhoneCode(waiting) : null;
  const number = factors.find(({ kind }) => kind === "phone")?.number ?? "";
  const others = ways.filter((each) => each !== way);
  const support = brand.supportEmail;
  return (
    <PageFrame texts={["secondFactorForm", "passkeyForm"]}>
      <PageTitle>{t("title")}</PageTitle>
      <PageHeading title={t("title")}>
        {t.rich(sent ? "text_phoneSent" : `text_${way}`, {
          address: user.originalAddress,
          number: number.slice(-2),
          strong,
        })}
      </PageHeading>
      <Card>
        {sent && <TextNotice phoneCodeId={sent.id} />}
        {Form ? (
          <Form pendingId={id} />
        ) : (
          <PhoneCodeForm pendingId={id} sentId={sent?.id ?? null} />
        )}
      </Card>
      {others.length > 0 && (
        <section aria-labelledby="other-ways" className="flex flex-col gap-2">
          <h2 id="other-ways" className="font-medium">
            {t("otherWays")}
          </h2>
          <ul>
            {others.map((each) => (
              <li key={each}>
                <TextLink href={`${paths.secondFactor}?id=${id}&way=${each}`} isAlone>
                  {t(`way_${each}`)}
                </TextLink>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="text-ink-soft">
        {support &&
          t.rich("lost", {
            link: (chunks) => <TextLink href={`mailto:${support}`}>{chunks}</TextLink>,
          })}{" "}
        {t.rich("startOver", {
          link: (chunks) => <TextLink href={paths.signIn}>{chunks}</TextLink>,
        })}
      </p>
    </PageFrame>
  );
}
