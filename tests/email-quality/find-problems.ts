import { isShownByAllClients } from "./client-rules";
import { hasAllParts, keepsItsSecrets, linksToUsAlone, saysTheSameTwice } from "./content-rules";
import type { AllowedLinks, EmailUnderCheck, Problem, Rule } from "./email-under-check";
import {
  endsItsLinesWithCrlf,
  hasItsHeaders,
  hasNoLongLine,
  isSmall,
  writesHeadersInAscii,
} from "./wire-rules";

/** Every rule, by the name that a line of the report has. */
const rules: Record<string, Rule> = {
  parts: hasAllParts,
  facts: saysTheSameTwice,
  links: linksToUsAlone,
  secrets: keepsItsSecrets,
  clients: isShownByAllClients,
  size: isSmall,
  "line-ends": endsItsLinesWithCrlf,
  "line-length": hasNoLongLine,
  ascii: writesHeadersInAscii,
  headers: hasItsHeaders,
};

export function findProblems(email: EmailUnderCheck, allowed: AllowedLinks): Problem[] {
  const { template, variant, language } = email;
  return Object.entries(rules).flatMap(([rule, check]) =>
    check(email, allowed).map((what) => ({ template, variant, language, rule, what })),
  );
}

/** One line of the report. */
export function toLine({ template, variant, language, rule, what }: Problem): string {
  return `${template}${variant && ` ${variant}`} (${language}), ${rule}: ${what}.`;
}
