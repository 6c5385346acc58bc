import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { areTextsOn, maskNumber } from "@/lib/phone/phone-number";
import { livePhoneCode } from "@/lib/phone-code/request-phone-code";
import { requestContext } from "@/lib/session/request-context";
import { requireFreshAccount } from "@/lib/session/require-account";
import { TextNotice } from "../../../_forms/text-notice";
import { strong } from "../../../_pages/strong";
import { AccountFrame } from "../../account-frame";
import { NumberForm } from "./number-form";
import { PhoneCodeForm } from "./phone-code-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accountSecurity"))("phoneTitle") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PhonePage({ searchParams }: Props) {
  if (!areTextsOn()) notFound();
  const { userId, address } = await requireFreshAccount(paths.accountSecurityPhone);
  const [query, { browserKeyHash }] = [await searchParams, await requestContext()];
  const asking = browserKeyHash !== null && { userId, browserKeyHash, purpose: "enrol" as const };
  const sent = "sent" in query && asking ? await livePhoneCode(asking) : null;
  const t = await getTranslations("accountSecurity");
  return (
    <AccountFrame
      path={paths.accountSecurityPhone}
      title={t("phoneTitle")}
      intro={
        sent
          ? t.rich("phoneSent", {
              number: maskNumber(sent.number),
              strong,
              link: (chunks) => <TextLink href={paths.accountSecurityPhone}>{chunks}</TextLink>,
            })
          : t("phoneIntro")
      }
      news={sent && <TextNotice phoneCodeId={sent.id} />}
      texts={["securityForms"]}
    >
      <Card>
        {"sent" in query ? (
          <PhoneCodeForm userId={userId} address={address} sentId={sent?.id ?? null} />
        ) : (
          <NumberForm userId={userId} />
        )}
      </Card>
    </AccountFrame>
  );
}
