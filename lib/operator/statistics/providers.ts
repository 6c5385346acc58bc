type Provider = {
  name: string;
  /** Domains of exactly this name. */
  domains: readonly string[];
  /** First parts of domains in many countries: "yahoo" is yahoo.com, yahoo.de, yahoo.co.uk. */
  families?: readonly string[];
};

/** Mailbox providers that many people use under several domains: what one refuses, all do. */
const PROVIDERS: readonly Provider[] = [
  { name: "Gmail", domains: ["gmail.com", "googlemail.com"] },
  {
    name: "Outlook",
    domains: ["msn.com", "live.com", "live.co.uk", "live.de", "live.fr", "live.it", "live.nl"],
    families: ["outlook", "hotmail"],
  },
  {
    name: "Yahoo and AOL",
    domains: ["ymail.com", "rocketmail.com", "aol.com"],
    families: ["yahoo"],
  },
  { name: "iCloud", domains: ["icloud.com", "me.com", "mac.com"] },
  { name: "GMX and WEB.DE", domains: ["web.de"], families: ["gmx"] },
  { name: "Proton", domains: ["proton.me", "protonmail.com", "protonmail.ch", "pm.me"] },
  { name: "Mail.ru", domains: ["mail.ru", "bk.ru", "inbox.ru", "list.ru"] },
  { name: "Yandex", domains: ["ya.ru"], families: ["yandex"] },
  { name: "Fastmail", domains: ["fastmail.com", "fastmail.fm"] },
  { name: "T-Online", domains: ["t-online.de", "magenta.de"] },
  { name: "Orange", domains: ["orange.fr", "wanadoo.fr"] },
  { name: "QQ Mail", domains: ["qq.com", "foxmail.com"] },
  { name: "NetEase", domains: ["163.com", "126.com", "yeah.net"] },
];

/** A first part, and a country or "com" with or without a country. */
const FAMILY = /^([a-z]+)\.(?:(?:com?\.)?[a-z]{2}|com|net)$/;

const byDomain = new Map(PROVIDERS.flatMap(({ name, domains }) => domains.map((d) => [d, name])));
const byFamily = new Map(
  PROVIDERS.flatMap(({ name, families = [] }) => families.map((family) => [family, name])),
);

/** Whose mailboxes a domain's are: the provider's name, or the domain itself. */
export function providerOf(domain: string): string {
  const family = FAMILY.exec(domain)?.[1] ?? "";
  return byDomain.get(domain) ?? byFamily.get(family) ?? domain;
}
