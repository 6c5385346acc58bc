import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { getTranslations } from "@/lib/i18n/request-locale";
import { arePasskeysPossible } from "@/lib/passkey/relying-party";
import { paths } from "@/lib/paths";
import { listFactors } from "@/lib/second-factor/factors";
import { requireAccount, returnPath } from "@/lib/session/require-account";
import { AccountFrame } from "../account-frame";
import { ConfirmByPasskeyForm } from "./confirm-by-passkey-form";
import { ConfirmIdentityForm } from "./confirm-identity-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("confirmIdentity"))("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ConfirmIdentityPage({ searchParams }: Props) {
  const next = returnPath((await searchParams).next);
  const account = await requireAccount(next);
  if (account.isFresh) redirect(next);
  const t = await getTranslations("confirmIdentity");
  const factors = account.hasSecondFactor ? await listFactors(account.userId) : [];
  const hasPasskey = arePasskeysPossible && factors.some(({ kind }) => kind === "passkey");
  return (
    <AccountFrame
      path={paths.confirmIdentity}
      title={t("title")}
      intro={t(hasPasskey ? "introPasskey" : "intro")}
      texts={["accountForms", "passkeyForm"]}
    >
      <Card>
        <ConfirmIdentityForm userId={account.userId} address={account.address} next={next} />
        {hasPasskey && <ConfirmByPasskeyForm userId={account.userId} next={next} />}
      </Card>
      <p className="text-ink-soft">
        {t.rich("forgot", {
          link: (chunks) => <TextLink href={paths.forgotPassword}>{chunks}</TextLink>,
        })}
      </p>
    </AccountFrame>
  );
}
