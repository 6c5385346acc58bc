import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { paths } from "@/lib/paths";
import { requireAccount } from "@/lib/session/require-account";
import { SettingsPage } from "../settings-page";
import { PasswordForm } from "./password-form";

export const metadata: Metadata = { title: "Password" };

export default async function PasswordPage() {
  const { userId, address } = await requireAccount(paths.accountPassword);
  return (
    <SettingsPage
      title="Password"
      intro="Changing it signs every other browser out. This one stays signed in."
    >
      <Card>
        <PasswordForm userId={userId} address={address} />
      </Card>
    </SettingsPage>
  );
}
