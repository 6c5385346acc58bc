/** Names that a provider has under the endings of many countries: yahoo.com, yahoo.co.uk, gmx.at. */
const inCountries = (names: string) =>
  new RegExp(`^(${names})\\.(com|net|org|[a-z]{2}|com?\\.[a-z]{2})$`);

/** Where the readers of a provider's mailboxes find them. The addresses are the providers' own. */
const WEBMAILS = [
  { name: "Gmail", url: "https://mail.google.com/mail/", domains: /^(gmail|googlemail)\.com$/ },
  {
    name: "Outlook",
    url: "https://outlook.live.com/mail/",
    domains: inCountries("outlook|hotmail|live|msn"),
  },
  {
    name: "Yahoo Mail",
    url: "https://mail.yahoo.com/",
    domains: inCountries("yahoo|ymail|rocketmail"),
  },
  { name: "iCloud Mail", url: "https://www.icloud.com/mail/", domains: /^(icloud|me|mac)\.com$/ },
  {
    name: "Proton Mail",
    url: "https://mail.proton.me/",
    domains: /^(proton\.me|protonmail\.(com|ch)|pm\.me)$/,
  },
  { name: "AOL Mail", url: "https://mail.aol.com/", domains: inCountries("aol") },
  { name: "GMX", url: "https://www.gmx.net/", domains: inCountries("gmx") },
  { name: "WEB.DE", url: "https://web.de/", domains: /^web\.de$/ },
  { name: "Fastmail", url: "https://app.fastmail.com/", domains: /^fastmail\.(com|fm)$/ },
  { name: "Zoho Mail", url: "https://mail.zoho.com/", domains: /^zoho(mail)?\.(com|eu|in)$/ },
];

export type Webmail = { name: string; url: string };

/** The website where an address's mailbox is read; null where its domain does not tell. */
export function findWebmail(address: string): Webmail | null {
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  const webmail = WEBMAILS.find(({ domains }) => domains.test(domain));
  return webmail ? { name: webmail.name, url: webmail.url } : null;
}
