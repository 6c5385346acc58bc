import type { AuditEvent, FactorRemovalEnd } from "../../db";
import { formatDate } from "../../i18n/format-date";
import type { Locale } from "../../i18n/locales";
import { translations } from "../../i18n/translations";
import { localizedOrigin } from "./localized-origin";

// Notices have sentences that depend on what happened, and a template takes them as values. They are
// made here, without a database, so that `npm run check:emails` makes the same ones.

/** Who did something, and from where. */
type By = Pick<AuditEvent, "actor" | "ip" | "userAgent">;

/** What of the second factors an owner is told of: events of the audit trail. */
export type SecondFactorChange =
  | "app_added"
  | "app_removed"
  | "passkey_added"
  | "passkey_removed"
  | "passkey_clone_suspected"
  | "phone_added"
  | "phone_removed"
  | "recovery_codes_renewed"
  | "recovery_code_used"
  | "second_factor_locked";

/** What a notice says of a change of the second factors. */
export function secondFactorWords(change: SecondFactorChange, locale: Locale) {
  const t = translations(locale, "emails");
  return {
    what: t(`secondFactor.${change}.title`),
    meaning: t(`secondFactor.${change}.text`),
  };
}

/** What a notice says of a deletion, by who asked for it; null when that is not known any more. */
export function deletionWords(by: By | null, locale: Locale) {
  const t = translations(locale, "emails");
  const isOperator = by?.actor === "operator";
  const from = isOperator ? t("accountDeletion.operator") : by && localizedOrigin(by, locale);
  return {
    requestedFrom: from ?? t("frame.unknownOrigin"),
    because: t(isOperator ? "accountDeletion.byOperator" : "accountDeletion.byOwner"),
    advice: t(isOperator ? "accountDeletion.adviceOperator" : "accountDeletion.adviceOwner"),
  };
}

/** How the removal of all second factors stands. */
export type RemovalStage =
  | { stage: "waiting"; dueAt: Date }
  | { stage: "removed" }
  | { stage: "stopped"; reason: FactorRemovalEnd };

/** What a notice says of the removal of all second factors. */
export function factorRemovalWords(removal: RemovalStage, by: By, locale: Locale) {
  const t = translations(locale, "emails");
  const { stage } = removal;
  return {
    title: t(`factorRemoval.${stage}.title`),
    text: removalText(removal, locale),
    changedFrom: by.actor === "owner" ? localizedOrigin(by, locale) : t("factorRemoval.by"),
    advice: t(`factorRemoval.${stage}.notYou`),
    button: t(`factorRemoval.${stage}.button`),
    note: t(`factorRemoval.${stage}.note`),
  };
}

function removalText(removal: RemovalStage, locale: Locale): string {
  const t = translations(locale, "emails");
  if (removal.stage === "removed") return t("factorRemoval.removed.text");
  if (removal.stage === "stopped") return t(`factorRemoval.stopped.${removal.reason}`);
  return t("factorRemoval.waiting.text", { when: formatDate(removal.dueAt, locale) });
}
