import { ButtonLink } from "@/components/ui/button-link";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { SubmitButton } from "@/components/ui/submit-button";
import { paths } from "@/lib/paths";
import { AboutField } from "../_forms/about-field";
import { leave } from "../account/actions";

type Props = {
  title: string;
  /** Whom it was done for; null when that is not known any more. */
  doneFor: string | null;
  signedIn: { userId: string; address: string };
};

function Address({ children }: { children: string }) {
  return <strong className="font-semibold wrap-anywhere text-ink">{children}</strong>;
}

/** Something was done for one account in a browser that is signed in to another. */
export function DoneForAnother({ title, doneFor, signedIn }: Props) {
  return (
    <PageShell>
      <PageHeading title={title}>
        {doneFor && (
          <>
            This is done for the account of <Address>{doneFor}</Address>.{" "}
          </>
        )}
        In this browser you are still signed in as <Address>{signedIn.address}</Address>. To use the
        other account, sign out first.
      </PageHeading>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={paths.account}>Go to your account</ButtonLink>
        <form action={leave}>
          <AboutField id={signedIn.userId} />
          <SubmitButton variant="secondary" pendingLabel="Signing out…">
            Sign out
          </SubmitButton>
        </form>
      </div>
    </PageShell>
  );
}
