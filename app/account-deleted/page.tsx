import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { findPendingDeletion } from "@/lib/account/request-deletion";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { requestContext } from "@/lib/session/request-context";
import { currentAccount } from "@/lib/session/current-account";
import { EmailStatus } from "../_email/email-status";
import { Moment } from "../_pages/moment";
import { PageFrame } from "../_pages/page-frame";
import { strong } from "../_pages/strong";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accountDeleted"))("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AccountDeletedPage({ searchParams }: Props) {
  if (await currentAccount()) redirect(paths.account);
  const request = z.uuid().safeParse((await searchParams).request).data;
  const { browserKeyHash: key } = await requestContext();
  const deletion = key && request && (await findPendingDeletion(request, key));
  const t = await getTranslations("accountDeleted");
  return (
    <PageFrame>
      <PageHeading title={t("title")}>
        {deletion
          ? t.rich("textWithDate", {
              day: () => <Moment at={deletion.eraseAt} show="day" />,
              strong,
            })
          : t("text")}
      </PageHeading>
      {deletion && (
        <Card>
          <EmailStatus
            mail={deletion.email}
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
