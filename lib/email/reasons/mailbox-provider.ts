type KnownProvider = { name: string; domains: RegExp; says: RegExp };

/** Mailbox providers whose refusals are counted by name; a filter in front of one counts as one. */
const PROVIDERS: KnownProvider[] = [
  { name: "gmail", domains: /^(?:gmail|googlemail)\.com$/, says: /\bgsmtp\b/ },
  {
    name: "microsoft",
    domains: /^(?:outlook|hotmail|live|msn)\.[a-z.]+$/,
    says: /outlook\.com|microsoft\.com|office\.com/,
  },
  { name: "yahoo", domains: /^(?:yahoo\.[a-z.]+|ymail\.com|aol\.com)$/, says: /yahoo(?:dns|inc)/ },
  { name: "icloud", domains: /^(?:icloud|me|mac)\.com$/, says: /support\.apple\.com/ },
  { name: "gmx", domains: /^(?:gmx\.[a-z]+|web\.de|mail\.com)$/, says: /\bgmx\.(?:net|com)/ },
  { name: "proton", domains: /^(?:proton(?:mail)?\.(?:com|me|ch)|pm\.me)$/, says: /protonmail/ },
  { name: "mimecast", domains: /^mimecast\./, says: /mimecast/ },
  { name: "proofpoint", domains: /^pphosted\./, says: /proofpoint|pphosted/ },
  { name: "barracuda", domains: /^barracuda/, says: /barracuda|cuda_nsu/ },
];

const domainOf = (address: string) => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

const findByDomain = (domain: string) => PROVIDERS.find(({ domains }) => domains.test(domain));

/** Who refused an email: by its words, else by the address. One of few names, for metrics. */
export function findMailboxProvider(address: string, words = ""): string {
  const said = words.toLowerCase();
  const provider = PROVIDERS.find(({ says }) => says.test(said)) ?? findByDomain(domainOf(address));
  return provider?.name ?? "other";
}

/**
 * Whose emails wait together while ours are refused: those of a known provider, else of one domain.
 * By the address alone. A server's words are not asked: a stranger's server that speaks like
 * Gmail must not stop the emails to Gmail.
 */
export function findHeldGroup(address: string): string {
  const domain = domainOf(address);
  return findByDomain(domain)?.name ?? domain;
}

/** The domains of a group as a regular expression that PostgreSQL reads too. */
export function domainsOfGroup(group: string): string {
  const known = PROVIDERS.find(({ name }) => name === group);
  return known ? known.domains.source : `^${group.replace(/[^a-z0-9-]/g, "\\$&")}$`;
}
