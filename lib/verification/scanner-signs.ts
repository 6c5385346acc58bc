import { after, SECOND } from "../clock";

/** A person needs this long to find a new email, read it and press. */
const FASTEST_READER_MS = 3 * SECOND;

/** Programs that say what they are, and libraries that nobody browses with. */
const PROGRAMS =
  /bot\b|crawl|spider|scan|preview|proofpoint|mimecast|barracuda|safelinks|urldefense|headless|curl|wget|python|java\/|go-http|okhttp|axios|node-fetch|undici/i;

/** A request for a link of an email, as far as it tells a scanner from a person. */
export type Visit = {
  method: string;
  userAgent: string;
  hasLanguage: boolean;
  at: Date;
};

/**
 * Whether something looks like an email scanner that follows links before their reader does.
 * Only a guess, for operators to read: scanners use whole browsers, so nothing depends on it.
 *
 * @param sentAt when the email with the link was sent last; null when that is not known
 */
export function looksLikeScanner(
  { method, userAgent, hasLanguage, at }: Visit,
  sentAt: Date | null,
) {
  const isFasterThanPeople = sentAt !== null && at < after(sentAt, FASTEST_READER_MS);
  return method !== "GET" || !hasLanguage || PROGRAMS.test(userAgent) || isFasterThanPeople;
}
