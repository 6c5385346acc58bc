import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { requireAccount } from "@/lib/session/require-account";
import { SettingsPage } from "../settings-page";
import { PasswordForm } from "./password-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accountPassword"))("title") };
}

export default async function PasswordPage() {
  const { userId, address } = await requireAccount(paths.accountPassword);
  const t = await getTranslations("accountPassword");
  return (
    <SettingsPage title={t("title")} intro={t("intro")} texts={["accountForms"]}>
      <Card>
        <PasswordForm userId={userId} address={address} />
      </Card>
    </SettingsPage>
  );
}
