/** RFC 5321 §4.5.3.1: 64 octets before the @, 254 in all. */
const LONGEST_LOCAL = 64;
const LONGEST_ADDRESS = 254;

const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Characters that end or bend a host name when a URL is parsed, and so are no domain's. */
const NOT_IN_DOMAIN = /[\s/\\?#:@%[\]<>|^]/;

/** Characters that nobody sees: they come along when an address is copied. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** The letters, digits and signs of ASCII as East Asian keyboards type them, "＠" and "．" too. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;

/** An address as its reader sees it: without what is invisible, and in signs of usual width. */
export function cleanAddress(typed: string): string {
  return typed
    .replace(INVISIBLE, "")
    .replace(FULL_WIDTH, (sign) => sign.normalize("NFKC"))
    .replace(/\ufe6b/g, "@")
    .trim();
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
 * @returns null when it is no address that mail can be sent to
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
