import { getTranslations } from "@/lib/i18n/request-locale";
import type { FactorSummary } from "@/lib/second-factor/factors";
import { RelativeMoment } from "../../_pages/moment";

/** When a factor was added and last used. */
export async function FactorDates({ factor }: { factor: FactorSummary }) {
  const t = await getTranslations("accountSecurity");
  const { addedAt, lastUsedAt } = factor;
  return (
    <p className="text-sm text-ink-soft">
      {t.rich("added", { when: () => <RelativeMoment at={addedAt} /> })}
      {lastUsedAt && (
        <>
          {" · "}
          {t.rich("lastUsed", { when: () => <RelativeMoment at={lastUsedAt} /> })}
        </>
      )}
    </p>
  );
}
