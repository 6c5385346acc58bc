import { andParents, domainOf, registeredDomain } from "../domains";
import { findCname, findMx, findTxt } from "../look-up";
import { type CheckedLine, rule, skipped } from "../line";
import type { Dns, Ports } from "../ports";
import { checkDmarc } from "./dmarc";

const list = (values: readonly string[]) => values.join(", ") || "nothing";

async function checkSpf(dns: Dns, domain: string, mustInclude: string | null) {
  const records = (await findTxt(dns, domain)).filter((text) => /^v=spf1( |$)/i.test(text));
  const [record = ""] = records;
  const isIncluded = mustInclude === null || record.includes(`include:${mustInclude}`);
  return rule({
    name: "SPF",
    isRight: records.length === 1 && isIncluded,
    otherwise: mustInclude === null ? "warning" : "wrong",
    found: `${domain} has ${list(records)}.`,
    right: mustInclude
      ? `One record: v=spf1 include:${mustInclude} ~all`
      : "One record that names your SMTP server.",
    fix: mustInclude
      ? `Publish TXT ${domain} "v=spf1 include:${mustInclude} ~all", and no second record that begins with v=spf1.`
      : `Publish one TXT record for ${domain} that begins with v=spf1 and names the server.`,
  });
}

async function checkMailFrom(dns: Dns, domain: string, region: string): Promise<CheckedLine[]> {
  const wanted = `feedback-smtp.${region}.amazonses.com`;
  const found = (await findMx(dns, domain)).map(({ exchange }) => exchange);
  return [
    rule({
      name: "MX of MAIL FROM",
      isRight: found.length === 1 && found[0] === wanted,
      found: `${domain} has ${list(found)}.`,
      right: `Exactly one: 10 ${wanted}`,
      fix: `Publish MX ${domain} 10 ${wanted}, and no other.`,
    }),
    await checkSpf(dns, domain, "amazonses.com"),
  ];
}

async function checkDkimRecords({ ses }: Ports, dns: Dns): Promise<CheckedLine> {
  const identity = await ses.identity();
  const { Tokens = [], SigningHostedZone: zone = "dkim.amazonses.com" } =
    identity?.DkimAttributes ?? {};
  if (!identity || Tokens.length === 0)
    return skipped("DKIM records", "The identity has no Easy DKIM.");
  const wrong: string[] = [];
  for (const token of Tokens) {
    const name = `${token}._domainkey.${identity.name}`;
    const targets = await findCname(dns, name);
    if (!targets.some((target) => target.toLowerCase() === `${token}.${zone}`)) wrong.push(name);
  }
  return rule({
    name: "DKIM records",
    isRight: wrong.length === 0,
    found: wrong.length === 0 ? "All three are there." : `Missing or different: ${list(wrong)}.`,
    right: `A CNAME for each: <token>._domainkey.${identity.name} to <token>.${zone}`,
    fix: `Publish: ${wrong.map((name) => `CNAME ${name} ${name.split(".")[0]}.${zone}`).join("; ")}`,
  });
}

/** Whether the domain takes email: some providers refuse a sender that cannot be answered. */
async function checkTakesEmail(dns: Dns, domain: string): Promise<CheckedLine> {
  const records = await findMx(dns, domain);
  // RFC 7505: one record with an empty name says that the domain takes none.
  const isNull = records.some(({ exchange }) => exchange === "" || exchange === ".");
  return rule({
    name: `MX of ${domain}`,
    isRight: records.length > 0 && !isNull,
    otherwise: isNull ? "wrong" : "warning",
    found: isNull
      ? "A null MX: the domain says that it takes no email."
      : `${list(records.map(({ exchange }) => exchange))}.`,
    right: "An MX, and no null MX: providers refuse a sender that nobody can answer.",
    fix: `Publish an MX for ${domain}, or use a sender on a domain that has one.`,
  });
}

/** What receivers read about the sender. */
export async function checkDns(ports: Ports): Promise<CheckedLine[]> {
  const { dns, env, ses } = ports;
  if (!dns) return [skipped("records", "Emails do not leave this machine.")];
  const from = domainOf(env.MAIL_FROM.address);
  const isSes = env.MAIL_TRANSPORT === "ses";
  const identity = isSes ? await ses.identity() : null;
  const mailFrom = identity?.MailFromAttributes?.MailFromDomain;
  const answered = new Set([from, domainOf((env.MAIL_REPLY_TO ?? env.MAIL_FROM).address)]);
  const parents = andParents(from).filter((name) => name.endsWith(registeredDomain(from)));
  const lines = [
    isSes && mailFrom ? await checkMailFrom(dns, mailFrom, env.AWS_REGION ?? "") : [],
    isSes ? await checkDkimRecords(ports, dns) : await checkSpf(dns, from, null),
    await checkDmarc(dns, {
      from,
      parents,
      signedAs: isSes ? (identity?.name ?? null) : null,
      mailFrom: mailFrom ?? null,
    }),
    await Promise.all([...answered].map((domain) => checkTakesEmail(dns, domain))),
  ];
  return lines.flat();
}
