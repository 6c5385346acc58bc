import { ButtonLink } from "@/components/ui/button-link";
import { PageHeading } from "@/components/ui/page-heading";
import { TextLink } from "@/components/ui/text-link";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import type { End } from "../_pages/end-page";
import { PageFrame } from "../_pages/page-frame";

type Props = { end: End; isWaiting: boolean };

/** A link that does nothing any more must not hide that a newer email is on its way. */
export async function DeadResetLink({ end, isWaiting }: Props) {
  const t = await getTranslations("resetPassword");
  return (
    <PageFrame>
      <PageHeading title={end.title}>{end.text}</PageHeading>
      <p>
        <ButtonLink href={end.href}>{end.label}</ButtonLink>
      </p>
      {isWaiting && (
        <p className="text-ink-soft">
          {t.rich("newerCode", {
            link: (chunks) => <TextLink href={`${paths.resetPassword}?sent`}>{chunks}</TextLink>,
          })}
        </p>
      )}
    </PageFrame>
  );
}
