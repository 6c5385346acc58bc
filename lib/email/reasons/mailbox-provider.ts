/** Mailbox providers whose refusals are counted by name; a filter in front of one counts as one. */
const PROVIDERS: { name: string; domains: RegExp; says: RegExp }[] = [
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

/** Who refused an email: by its words, else by the address. One of few names, for metrics. */
export function findMailboxProvider(address: string, words = ""): string {
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  const said = words.toLowerCase();
  const provider =
    PROVIDERS.find(({ says }) => says.test(said)) ??
    PROVIDERS.find(({ domains }) => domains.test(domain));
  return provider?.name ?? "other";
}
