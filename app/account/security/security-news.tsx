import { getTranslations } from "@/lib/i18n/request-locale";
import { DoneNotice } from "../../_pages/done-notice";

type Props = { query: Record<string, string | string[] | undefined> };

const ADDED = ["app", "passkey", "phone"] as const;

/** What a press on one of these pages has led to. */
export async function SecurityNews({ query }: Props) {
  const t = await getTranslations("accountSecurity");
  const passkeys = await getTranslations("passkeys");
  const added = ADDED.find((kind) => kind === query.added);
  return (
    <>
      {added && (
        <DoneNotice name="added" tone="success" title={t(`addedTitle_${added}`)}>
          {t("addedText")}
        </DoneNotice>
      )}
      {"operator" in query && (
        <DoneNotice name="operator" tone="warning" title={t("operatorTitle")}>
          {t("operatorText")}
        </DoneNotice>
      )}
      {"removed" in query && (
        <DoneNotice name="removed" tone="success" title={t("removedTitle")}>
          {t("removedText")}
        </DoneNotice>
      )}
      {"renamed" in query && (
        <DoneNotice name="renamed" tone="success" title={passkeys("renamed")}>
          {null}
        </DoneNotice>
      )}
      {"gone" in query && (
        <DoneNotice name="gone" tone="warning" title={t("goneTitle")}>
          {t("goneText")}
        </DoneNotice>
      )}
      {"kept" in query && (
        <DoneNotice name="kept" tone="success" title={t("keptTitle")}>
          {t("keptText")}
        </DoneNotice>
      )}
      {"distrusted" in query && (
        <DoneNotice name="distrusted" tone="success" title={t("distrustedTitle")}>
          {t("distrustedText")}
        </DoneNotice>
      )}
    </>
  );
}
