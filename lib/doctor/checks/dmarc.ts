import { isAligned } from "../domains";
import { findTxt } from "../look-up";
import { type CheckedLine, rule } from "../line";
import type { Dns } from "../ports";

type Sender = {
  /** The domain of MAIL_FROM. */
  from: string;
  /** It and the domains above it, down to the registered one. */
  parents: string[];
  /** The domain that DKIM signs as. Null where the doctor cannot know. */
  signedAs: string | null;
  /** The domain that bounces go to. */
  mailFrom: string | null;
};

function parseTags(record: string): Map<string, string> {
  const pairs = record.split(";").map((part) => part.split("=").map((each) => each.trim()));
  return new Map(pairs.map(([name = "", value = ""]) => [name.toLowerCase(), value.toLowerCase()]));
}

/** The policy holds where DKIM or SPF passes for a domain that is aligned with the sender's. */
function describeAlignment(tags: Map<string, string>, { from, signedAs, mailFrom }: Sender) {
  const fits = (domain: string | null, mode: string | undefined) =>
    domain !== null && (mode === "s" ? domain === from : isAligned(domain, from));
  const byDkim = fits(signedAs, tags.get("adkim"));
  const bySpf = fits(mailFrom, tags.get("aspf"));
  const by = [byDkim && "DKIM", bySpf && "SPF"].filter(Boolean).join(" and ");
  return { isRight: byDkim, by };
}

export async function checkDmarc(dns: Dns, sender: Sender): Promise<CheckedLine[]> {
  let records: string[] = [];
  let owner = sender.from;
  for (const domain of sender.parents) {
    owner = domain;
    records = (await findTxt(dns, `_dmarc.${domain}`)).filter((text) => /^v=DMARC1/i.test(text));
    if (records.length > 0) break;
  }
  const [record = ""] = records;
  const tags = parseTags(record);
  // A subdomain may have a policy of its own.
  const policy = (owner !== sender.from && tags.get("sp")) || tags.get("p");
  const isPolicy = policy !== undefined && ["none", "quarantine", "reject"].includes(policy);
  const line = rule({
    name: "DMARC",
    isRight: records.length === 1 && isPolicy && policy !== "none",
    otherwise: records.length === 1 && isPolicy ? "warning" : "wrong",
    found:
      records.length === 0
        ? `No record for ${sender.from}.`
        : records.length > 1
          ? `${records.length} records for ${owner}: receivers ignore all of them.`
          : `${owner} has ${record}.`,
    right: "One record with p=quarantine or p=reject. p=none only while you read the reports.",
    fix: `Publish TXT _dmarc.${sender.from} "v=DMARC1; p=none; rua=mailto:<where reports go>", and p=quarantine once the reports are clean.`,
  });
  if (records.length !== 1 || sender.signedAs === null) return [line];
  const { isRight, by } = describeAlignment(tags, sender);
  return [
    line,
    rule({
      name: "DMARC alignment",
      isRight,
      found: by
        ? `${by} is aligned with ${sender.from}.`
        : `Neither DKIM (${sender.signedAs}) nor SPF is aligned with ${sender.from}.`,
      right: "DKIM signs as the domain of MAIL_FROM; with adkim=s as that very domain.",
      fix: `Verify ${sender.from} itself as an identity of SES, or remove adkim=s.`,
    }),
  ];
}
