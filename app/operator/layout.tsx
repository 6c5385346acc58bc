import type { ReactNode } from "react";
import { AreaNav } from "@/components/ui/area-nav";
import { PageShell } from "@/components/ui/page-shell";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";

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
 * The frame of the operator's pages. Each page asks for the role itself: a layout is not made
 * anew when somebody goes from one page to the next.
 */
export default async function OperatorLayout({ children }: Props) {
  await requireOperator(paths.operator);
  return (
    <PageShell width="wide" actions={<AreaNav label="Operator" links={pages} />}>
      {children}
    </PageShell>
  );
}
