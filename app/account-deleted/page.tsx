import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { deletionEmailState } from "@/lib/account/request-deletion";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { requestContext } from "@/lib/session/request-context";
import { currentAccount } from "@/lib/session/current-account";
import { EmailStatus } from "../_email/email-status";
import { PageFrame } from "../_pages/page-frame";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accountDeleted"))("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AccountDeletedPage({ searchParams }: Props) {
  if (await currentAccount()) redirect(paths.account);
  const request = z.uuid().safeParse((await searchParams).request).data;
  const { browserKeyHash: key } = await requestContext();
  const mail = key && request && (await deletionEmailState(request, key));
  const t = await getTranslations("accountDeleted");
  return (
    <PageFrame>
      <PageHeading title={t("title")}>{t("text")}</PageHeading>
      {mail && (
        <Card>
          <EmailStatus
            mail={mail}
            way={{ address: t("contact"), later: t("contact") }}
            accepted={{ advice: t("onItsWay") }}
            here={`${paths.accountDeleted}?request=${request}`}
          />
        </Card>
      )}
      <p>
        <ButtonLink href={paths.home}>{t("goHome")}</ButtonLink>
      </p>
    </PageFrame>
  );
}
