/** Who an email is from, or where answers go: one address, and perhaps a name. */
export type EmailSender = { name: string; address: string };

const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const NOT_IN_DOMAIN = /[\s/\\?#:@%[\]<>|^]/;
const MAX_NAME = 200;

/** In lower case and punycode: what goes before the name in a header has to be ASCII. */
function toAsciiDomain(domain: string): string | null {
  if (NOT_IN_DOMAIN.test(domain) || !URL.canParse(`http://${domain}/`)) return null;
  const { hostname } = new URL(`http://${domain}/`);
  return DOMAIN.test(hostname) ? hostname : null;
}

/** Without the quotation marks that a header would need, which are put there again. */
function unquote(name: string): string {
  const [, inner] = /^"(.*)"$/s.exec(name) ?? [];
  return inner === undefined ? name : inner.replace(/\\(.)/gs, "$1");
}

/**
 * Reads `Name <address>` or an address alone. A name may hold anything that can be written in
 * a header: commas and umlauts are quoted and encoded there.
 *
 * @returns a sentence's end that says what is wrong, or the sender
 */
export function parseEmailSender(text: string): EmailSender | string {
  const [, named, inBrackets] = /^([^<>]*)<([^<>]*)>$/.exec(text.trim()) ?? [];
  const name = unquote((named ?? "").trim());
  const address = (inBrackets ?? text).trim();
  if (/[\p{Cc}\u2028\u2029]/u.test(text) || !text.isWellFormed() || name.length > MAX_NAME)
    return `has a name that cannot be written in a header (no line ends, ${MAX_NAME} characters at most)`;
  // Two addresses, or a name that passes for one.
  if (text.split("@").length > 2)
    return "must be one address, not several (and a name must hold no @)";
  const at = address.lastIndexOf("@");
  const local = address.slice(0, Math.max(at, 0));
  const domain = toAsciiDomain(address.slice(at + 1));
  if (!domain || !LOCAL.test(local))
    return "must be one address, with or without a name: Latchkey <no-reply@latchkey.example> (before the @, only ASCII)";
  return { name, address: `${local}@${domain}` };
}
