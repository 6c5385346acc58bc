import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { isUnreachable } from "@/lib/email/email-state";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { requireProvenAccount } from "@/lib/session/require-account";
import { strong } from "../../_pages/strong";
import { AccountFrame } from "../account-frame";
import { DeleteForm } from "./delete-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accountDelete"))("title") };
}

export default async function DeletePage() {
  const { userId, address } = await requireProvenAccount(paths.accountDelete);
  const t = await getTranslations("accountDelete");
  return (
    <AccountFrame
      path={paths.accountDelete}
      title={t("title")}
      intro={t("intro")}
      texts={["accountForms"]}
    >
      {(await isUnreachable(address)) && (
        <Alert tone="warning" title={t("unreachableTitle")}>
          {t.rich("unreachableText", {
            address,
            link: (chunks) => <TextLink href={paths.accountAddress}>{chunks}</TextLink>,
          })}
        </Alert>
      )}
      <Card>
        <ol className="list-decimal space-y-2 ps-5 wrap-anywhere marker:text-ink-soft">
          <li>{t("step1")}</li>
          <li>{t.rich("step2", { address, strong })}</li>
          <li>{t("step3")}</li>
        </ol>
        <p className="text-ink-soft">
          {t.rich("copy", {
            link: (chunks) => <TextLink href={paths.accountData}>{chunks}</TextLink>,
          })}
        </p>
        <DeleteForm userId={userId} address={address} />
      </Card>
    </AccountFrame>
  );
}
