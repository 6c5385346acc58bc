import "server-only";
import {
  isSupportedCountry,
  type NumberType,
  parsePhoneNumberFromString,
} from "libphonenumber-js/max";
import { env } from "../env";
import { cleanForeignText } from "../foreign-text";

/** A number that gets text messages. */
export type PhoneNumber = {
  /** In E.164: "+4915123456789". */
  e164: string;
  /** ISO 3166, two letters. */
  country: string;
};

/** What a person typed, read as a number. */
export type ParsedNumber =
  | { outcome: "right"; number: PhoneNumber }
  /** No number of any country. */
  | { outcome: "malformed" }
  /** We send no texts to its country. */
  | { outcome: "country_not_allowed" }
  /** A landline, a premium number or another one that is no phone in somebody's hand. */
  | { outcome: "not_mobile" };

/** The longest number has 15 digits (E.164). The rest is room for how people write it. */
const LONGEST_TYPED = 40;

/**
 * In North America nobody can tell a mobile number from a landline. Premium, shared-cost and
 * toll-free numbers are left out because whoever owns one earns by each text that we send, and
 * internet numbers because they are had by the thousand.
 */
const MOBILE: readonly NumberType[] = ["MOBILE", "FIXED_LINE_OR_MOBILE"];

/** The countries that texts go to, by their ISO codes; none where texts are switched off. */
export function textCountries(): readonly string[] {
  return env.SMS_COUNTRIES;
}

/** Whether this site sends text messages. Where it does not, nothing of them is shown. */
export function areTextsOn(): boolean {
  return textCountries().length > 0;
}

/**
 * Reads a number as a person typed it: "0151 234 567 89" in the first country of
 * `SMS_COUNTRIES`, "+49 151 …" or "0049 151 …" for every country.
 */
export function parsePhoneNumber(typed: string): ParsedNumber {
  const text = cleanForeignText(typed, LONGEST_TYPED);
  const countries = textCountries();
  const home = countries.find((country) => isSupportedCountry(country));
  const found = parsePhoneNumberFromString(text, {
    ...(home && isSupportedCountry(home) && { defaultCountry: home }),
    extract: false,
  });
  if (!found?.isValid() || found.ext !== undefined || found.country === undefined)
    return { outcome: "malformed" };
  const { number: e164, country } = found;
  if (!countries.includes(country)) return { outcome: "country_not_allowed" };
  if (!MOBILE.includes(found.getType())) return { outcome: "not_mobile" };
  return { outcome: "right", number: { e164, country } };
}

/** "+49 … 89": enough for its owner to know it, for logs and pages. */
export function maskNumber(e164: string): string {
  const calling = parsePhoneNumberFromString(e164)?.countryCallingCode;
  return `${calling ? `+${calling} ` : ""}… ${e164.slice(-2)}`;
}
