import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";
import { requireAccount, returnPath } from "@/lib/session/require-account";
import { SettingsPage } from "../settings-page";
import { ConfirmIdentityForm } from "./confirm-identity-form";

export const metadata: Metadata = { title: "Enter your password again" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ConfirmIdentityPage({ searchParams }: Props) {
  const next = returnPath((await searchParams).next);
  const account = await requireAccount(next);
  if (account.isFresh) redirect(next);
  return (
    <SettingsPage
      title="Enter your password again"
      intro="You last entered it a while ago. This makes sure that nobody else sits at your browser."
    >
      <Card>
        <ConfirmIdentityForm userId={account.userId} address={account.address} next={next} />
      </Card>
      <p className="text-ink-soft">
        Forgotten it? <TextLink href={paths.forgotPassword}>Choose a new password by mail</TextLink>
      </p>
    </SettingsPage>
  );
}
