import { ButtonLink } from "@/components/ui/button-link";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";
import type { End } from "../_pages/end-page";

type Props = { end: End; isWaiting: boolean };

/** A link that does nothing any more must not hide that a newer email is on its way. */
export function DeadResetLink({ end, isWaiting }: Props) {
  return (
    <PageShell>
      <PageHeading title={end.title}>{end.text}</PageHeading>
      <p>
        <ButtonLink href={end.href}>{end.label}</ButtonLink>
      </p>
      {isWaiting && (
        <p className="text-ink-soft">
          You asked for a mail in this browser:{" "}
          <TextLink href={`${paths.resetPassword}?sent`}>Type the code from the mail</TextLink>
        </p>
      )}
    </PageShell>
  );
}
