import type { ReactNode } from "react";
import { TextProvider } from "@/components/text";
import { AreaNav } from "@/components/ui/area-nav";
import { PageShell } from "@/components/ui/page-shell";
import { FORMATS_OF } from "@/lib/i18n/locales";
import { rawMessages } from "@/lib/i18n/translations";
import { paths } from "@/lib/paths";
import { currentAccount } from "@/lib/session/current-account";

const pages = [
  { href: paths.operator, label: "Overview" },
  { href: paths.operatorUsers, label: "Users" },
  { href: paths.operatorRegistrations, label: "Registrations" },
  { href: paths.operatorDeliveries, label: "Deliveries" },
  { href: paths.operatorFailed, label: "Failed" },
  { href: paths.operatorSuppressions, label: "Suppressions" },
  { href: paths.operatorAudit, label: "Audit" },
];

type Props = { children: ReactNode };

/**
 * The frame of the operator's pages, for operators only. Each page checks the role itself: Next.js
 * does not render a layout again on the way from page to page, and a layout does not know its page.
 */
export default async function OperatorLayout({ children }: Props) {
  const account = await currentAccount();
  if (!account?.isOperator) return children;
  // The console is English, whatever language the operator reads other pages in.
  return (
    <div lang="en">
      <TextProvider locale={FORMATS_OF.en} texts={{ form: rawMessages("en", "form") }}>
        <PageShell width="wide" actions={<AreaNav label="Operator" links={pages} />}>
          {children}
        </PageShell>
      </TextProvider>
    </div>
  );
}
