// What SpamAssassin and rspamd say of the emails, where they are installed.
import { spawnSync } from "node:child_process";
import type { EmailUnderCheck, Problem } from "./email-under-check";

/** What a filter said of one email: its rules with the points that each gave. */
export type Verdict = Record<string, number>;

/** By the name of the filter: the version that was asked, and the most that each rule gave. */
export type Baseline = Record<string, { version: string; rules: Verdict }>;

type Run = (program: string, args: string[], input?: string) => string | null;

type Filter = {
  name: string;
  /** Null where it is not there, or does not answer. */
  version(run: Run): string | null;
  judge(run: Run, emails: EmailUnderCheck[]): Verdict[];
};

/** rspamd's rules about DNS and servers, which say nothing of an email that was never on its way. */
const OF_ITS_WAY = /^(HFILTER|RDNS|RBL|ASN|ARC|DMARC|R_DKIM|R_SPF|ONCE_RECEIVED|RCVD|MX)(_|$)/;

const filters: Filter[] = [
  {
    name: "SpamAssassin",
    version: (run) => /version (\S+)/.exec(run("spamassassin", ["--version"]) ?? "")?.[1] ?? null,
    // All in one mailbox: the start takes longer than an email.
    judge: (run, emails) => {
      const header = "add_header all Scores _TESTSSCORES(,)_";
      const args = ["--local", "--mbox", "--cf", "use_bayes 0", "--cf", header];
      return readSpamAssassin(run("spamassassin", args, emails.map(toMbox).join("")) ?? "");
    },
  },
  {
    name: "rspamd",
    // The client is nothing without a server that answers.
    version: (run) =>
      /"version": *"([^"]+)"/.exec(run("rspamc", ["--json", "stat"]) ?? "")?.[1] ?? null,
    judge: (run, emails) =>
      emails.flatMap(({ raw }) => {
        const answer = run("rspamc", ["--json"], raw.toString("latin1"));
        return answer === null ? [] : [readRspamd(answer)];
      }),
  },
];

function toMbox({ raw }: EmailUnderCheck): string {
  const lines = raw
    .toString("latin1")
    .replaceAll("\r\n", "\n")
    .replace(/^From /gm, ">From ");
  return `From check@emails Fri Jan  1 00:00:00 2027\n${lines}\n\n`;
}

/** The points of each email, from the header that each gets. */
function readSpamAssassin(mailbox: string): Verdict[] {
  return [...mailbox.matchAll(/^X-Spam-Scores: (.*(?:\n[ \t].*)*)/gm)].map(([, list = ""]) =>
    Object.fromEntries(
      [...list.replace(/\s/g, "").matchAll(/(\w+)=(-?[\d.]+)/g)].map(([, rule, points]) => [
        rule!,
        Number(points),
      ]),
    ),
  );
}

/** The points of one email, from the answer in JSON. */
function readRspamd(json: string): Verdict {
  const { symbols } = JSON.parse(json.slice(json.indexOf("{"))) as {
    symbols: Record<string, { score: number }>;
  };
  const all = Object.entries(symbols).map(([rule, { score }]) => [rule, score] as const);
  return Object.fromEntries(all.filter(([rule]) => !OF_ITS_WAY.test(rule)));
}

/** Rules that give points, and did not or gave fewer when the baseline was recorded. */
function findNewPoints(verdict: Verdict, known: Verdict = {}): string[] {
  return Object.entries(verdict)
    .filter(([rule, points]) => points >= 0.1 && points > (known[rule] ?? 0) + 0.05)
    .map(([rule, points]) => `gets ${points} points for ${rule}, ${known[rule] ?? 0} before`);
}

/** Rules that gave points, and the most that each gave. */
function toBaseline(verdicts: Verdict[]): Verdict {
  const most: Verdict = {};
  for (const [rule, points] of verdicts.flatMap((verdict) => Object.entries(verdict)))
    if (points >= 0.1) most[rule] = Math.max(points, most[rule] ?? 0);
  return most;
}

/** What all filters say. A filter that is not there is told, and no problem. */
export function askSpamFilters(emails: EmailUnderCheck[], baseline: Baseline, run: Run = runHere) {
  const problems: Problem[] = [];
  const notes: string[] = [];
  const recorded: Baseline = { ...baseline };
  for (const { name, version: readVersion, judge } of filters) {
    const version = readVersion(run);
    if (version === null) {
      notes.push(`${name}: skipped, it is not installed or does not run.`);
      continue;
    }
    const verdicts = judge(run, emails);
    if (verdicts.length !== emails.length)
      throw new Error(`${name} judged ${verdicts.length} of ${emails.length} emails`);
    recorded[name] = { version, rules: toBaseline(verdicts) };
    notes.push(`${name} ${version}: asked (baseline of ${baseline[name]?.version ?? "none"}).`);
    emails.forEach(({ template, variant, language }, at) => {
      for (const what of findNewPoints(verdicts[at]!, baseline[name]?.rules))
        problems.push({ template, variant, language, rule: name, what });
    });
  }
  return { problems, notes, recorded };
}

function runHere(program: string, args: string[], input?: string): string | null {
  const { status, stdout } = spawnSync(program, args, {
    input: input === undefined ? undefined : Buffer.from(input, "latin1"),
    encoding: "latin1",
    maxBuffer: 64 * 1024 * 1024,
    timeout: 120_000,
  });
  return status === 0 ? stdout : null;
}
