import type { ReactNode } from "react";
import { BackLink } from "@/components/ui/back-link";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { paths } from "@/lib/paths";

type Props = { title: string; intro?: ReactNode; children: ReactNode };

/** A page below the account, with the way back to it. */
export function SettingsPage({ title, intro, children }: Props) {
  return (
    <PageShell>
      <BackLink href={paths.account}>Your account</BackLink>
      <PageHeading title={title}>{intro}</PageHeading>
      {children}
    </PageShell>
  );
}
