import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <PageShell>
      <Card>
        <PageHeading title="There is no page here">
          The address may have been cut off when it was copied. If it came from a mail of ours, use
          the button in that mail, or copy the whole link.
        </PageHeading>
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={paths.home}>Go to the start</ButtonLink>
          <ButtonLink href={paths.signIn} variant="secondary">
            Sign in
          </ButtonLink>
        </div>
      </Card>
    </PageShell>
  );
}
