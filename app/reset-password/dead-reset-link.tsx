import { TextLink } from "@/components/ui/text-link";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { type End, EndPage } from "../_pages/end-page";

type Props = { end: End; isWaiting: boolean };

/** A link that does nothing any more must not hide that a newer email is on its way. */
export async function DeadResetLink({ end, isWaiting }: Props) {
  const t = await getTranslations("resetPassword");
  const newer = (
    <p className="text-center text-ink-soft">
      {t.rich("newerCode", {
        link: (chunks) => <TextLink href={`${paths.resetPassword}?sent`}>{chunks}</TextLink>,
      })}
    </p>
  );
  return <EndPage {...end} after={isWaiting && newer} />;
}
