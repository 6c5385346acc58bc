import { cleanForeignText } from "../../foreign-text";

/**
 * What a value in an email is, hence what it may contain.
 * - `text`: words of ours or from a request, e.g. the name of a browser
 * - `address`: the recipient's own address, or another one masked by us
 * - `url`: an http(s) link
 * - `code`: six or eight digits
 */
export type ValueKind = "text" | "address" | "url" | "code";

/** More than an address, a place or a time ever has. */
const LONGEST = 400;

/**
 * Makes a value harmless in every part of an email: one line, no invisible characters
 * that reorder or break it, nothing that an email program turns into a foreign link.
 * Throws a TypeError for a link or a code that is none, which is a bug of the caller.
 */
export function cleanValue(kind: ValueKind, value: string): string {
  switch (kind) {
    case "text":
      return withoutLinks(cleanForeignText(value, LONGEST));
    case "address":
      return cleanForeignText(value, LONGEST);
    case "url":
      return webLink(value);
    case "code":
      return digits(value);
  }
}

// A stranger chooses the name of the browser and so could have us email an
// advertisement to anybody: mail programs make links of whatever looks like one.
function withoutLinks(text: string): string {
  return text.replaceAll("://", " ").replace(/\.(?=\p{L}{2})/gu, ". ");
}

function webLink(value: string): string {
  const url = new URL(value);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new TypeError(`A mail may link to the web only, not to ${url.protocol}`);
  }
  return url.href;
}

// One word, which phones offer to copy and a double click selects.
function digits(value: string): string {
  if (!/^(\d{6}|\d{8})$/.test(value))
    throw new TypeError("The code in an email must have six or eight digits");
  return value;
}
