import emailSpellChecker from "@zootools/email-spell-checker";

/** The address somebody probably meant ("gmial.com"), or null when it looks right. An offer, never a rule. */
export function suggestAddress(typed: string): string | null {
  return emailSpellChecker.run({ email: typed.trim() })?.full ?? null;
}
