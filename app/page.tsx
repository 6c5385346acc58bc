import { ButtonLink } from "@/components/ui/button-link";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { paths } from "@/lib/paths";

export default function HomePage() {
  return (
    <PageShell width="wide">
      <PageHeading title="An account that is really yours">
        Latchkey registers people, proves that they own the address they gave, and lets them in.
      </PageHeading>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={paths.register}>Create account</ButtonLink>
        <ButtonLink href={paths.signIn} variant="secondary">
          Sign in
        </ButtonLink>
      </div>
    </PageShell>
  );
}
