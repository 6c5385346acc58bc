/** RFC 5321 §4.5.3.1: 64 octets before the @, 254 in all. */
const LONGEST_LOCAL = 64;
const LONGEST_ADDRESS = 254;

const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Characters that end or bend a host name when a URL is parsed, and so are no domain's. */
const NOT_IN_DOMAIN = /[\s/\\?#:@%[\]<>|^]/;

/**
 * Characters that nobody sees and that come along when an address is copied: soft hyphen, zero
 * width space, byte order mark, and marks of direction that change no order of what is read.
 */
const COPIED_ALONG = /[\u00ad\u200b\u200e\u200f\u202a-\u202c\u2060\u2066-\u2069\ufeff]/g;

/** An address as its reader sees it, without what copying adds. */
export function cleanAddress(typed: string): string {
  return typed.replace(COPIED_ALONG, "").trim();
}

/**
 * Which character keeps something that looks like an address from being one: the wide “＠” of
 * East Asian keyboards, a look-alike letter, an override of the reading order. Null where it does
 * not look like an address at all.
 */
export function strangeCharacter(
  typed: string,
): { isSeen: boolean; named: { character: string; code: string } } | null {
  const address = cleanAddress(typed);
  const [at] = /[@\uff20\ufe6b](?!.*@)/s.exec(address) ?? [];
  if (at === undefined) return null;
  const name = address.slice(0, address.lastIndexOf(at) + 1);
  const [found] =
    /\p{Default_Ignorable_Code_Point}/u.exec(address) ?? /[^\x20-\x7e]/u.exec(name) ?? [];
  if (found === undefined) return null;
  const code = `U+${found.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}`;
  const isSeen = /[\p{L}\p{N}\p{P}\p{S}]/u.test(found);
  return { isSeen, named: { character: found, code } };
}

function asciiDomain(domain: string): string | null {
  if (NOT_IN_DOMAIN.test(domain) || !URL.canParse(`http://${domain}/`)) return null;
  return new URL(`http://${domain}/`).hostname;
}

/**
 * The one spelling under which an address is known: trimmed, the domain in lower case
 * and punycode. Before the @ nothing is changed, because only the mailbox's own server
 * knows whether dots, plus signs and capitals matter there (OWASP: no such tricks). Which
 * spellings lead to one mailbox is said in lib/mailbox.
 *
 * @returns null when it is no address that email can be sent to
 */
export function normaliseAddress(typed: string): string | null {
  const trimmed = typed.trim();
  const at = trimmed.lastIndexOf("@");
  const local = trimmed.slice(0, Math.max(at, 0));
  const domain = asciiDomain(trimmed.slice(at + 1));
  if (!domain || !LOCAL.test(local) || !DOMAIN.test(domain)) return null;
  const address = `${local}@${domain}`;
  return local.length <= LONGEST_LOCAL && address.length <= LONGEST_ADDRESS ? address : null;
}
