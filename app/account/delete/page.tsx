import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";
import { requireAccount } from "@/lib/session/require-account";
import { SettingsPage } from "../settings-page";
import { DeleteForm } from "./delete-form";

export const metadata: Metadata = { title: "Delete account" };

export default async function DeletePage() {
  const { userId, address } = await requireAccount(paths.accountDelete);
  return (
    <SettingsPage title="Delete account">
      <Card>
        <ol className="list-decimal space-y-2 pl-5 wrap-anywhere marker:text-ink-soft">
          <li>You are signed out everywhere at once, and nobody can sign in.</li>
          <li>
            For a week you can change your mind, by the link in the mail that we send to{" "}
            <strong className="font-semibold">{address}</strong>.
          </li>
          <li>Then your account and everything that names you is erased for good.</li>
        </ol>
        <p className="text-ink-soft">
          Would you like to keep a copy?{" "}
          <TextLink href={paths.accountData}>Download your data</TextLink> first.
        </p>
        <DeleteForm userId={userId} address={address} />
      </Card>
    </SettingsPage>
  );
}
