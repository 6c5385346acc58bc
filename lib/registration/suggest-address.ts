import emailSpellChecker from "@zootools/email-spell-checker";

/**
 * The address somebody probably meant ("gmial.com"), or null when it looks right. An offer, never a
 * rule.
 */
export function suggestAddress(typed: string): string | null {
  const email = typed.trim();
  const suggestion = emailSpellChecker.run({ email });
  // It looks at the domain alone, and gives the rest back in small letters.
  return suggestion ? email.slice(0, email.lastIndexOf("@") + 1) + suggestion.domain : null;
}
