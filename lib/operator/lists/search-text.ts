import { domainToASCII } from "node:url";
import { normaliseAddress } from "../../request/address";

/** What somebody typed into a search, as far as its shape tells. */
export type SearchText =
  | { kind: "nothing" }
  | { kind: "id"; id: string }
  | { kind: "domain"; domain: string }
  /** The beginning of an address, or all of it; in lower case. */
  | { kind: "beginning"; beginning: string }
  /** No @: a domain, the provider's id of an email or the beginning of an address. */
  | { kind: "word"; word: string; domain: string | null; beginning: string };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** "Bücher.example" as addresses have it; null where no domain can look like this. */
function domainIn(text: string): string | null {
  const domain = domainToASCII(text.toLowerCase());
  return domain.includes(".") ? domain : null;
}

/** Tells what a search is for by its shape: an id, "@example.com", the beginning of an address. */
export function classifySearch(text: string): SearchText {
  if (!text) return { kind: "nothing" };
  if (UUID.test(text)) return { kind: "id", id: text.toLowerCase() };
  if (text.startsWith("@")) {
    const rest = text.slice(1);
    return { kind: "domain", domain: domainIn(rest) ?? rest.toLowerCase() };
  }
  const beginning = (normaliseAddress(text) ?? text).toLowerCase();
  if (text.includes("@")) return { kind: "beginning", beginning };
  return { kind: "word", word: text, domain: domainIn(text), beginning };
}
