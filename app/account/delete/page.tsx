import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { isUnreachable } from "@/lib/email/email-state";
import { paths } from "@/lib/paths";
import { requireAccount } from "@/lib/session/require-account";
import { SettingsPage } from "../settings-page";
import { DeleteForm } from "./delete-form";

export const metadata: Metadata = { title: "Delete account" };

export default async function DeletePage() {
  const { userId, address } = await requireAccount(paths.accountDelete);
  return (
    <SettingsPage title="Delete account">
      {(await isUnreachable(address)) && (
        <Alert tone="warning" title="The email with the way back would not reach you">
          Emails to {address} came back or were stopped, so we send none there. To be able to change
          your mind, <TextLink href={paths.accountAddress}>move your account</TextLink> to an
          address that works first.
        </Alert>
      )}
      <Card>
        <ol className="list-decimal space-y-2 pl-5 wrap-anywhere marker:text-ink-soft">
          <li>You are signed out everywhere at once, and nobody can sign in.</li>
          <li>
            For a week you can change your mind, by the link in the email to{" "}
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
