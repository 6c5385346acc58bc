// npm run check:emails: holds every email, in every language, to the rules of this folder.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readOptions } from "@latchkey/command-line/read-options";
import { parseEmailSender } from "@/lib/email-sender";
import { allowedLinks, composeEmails } from "./compose-emails";
import { findProblems, toLine } from "./find-problems";
import { askSpamFilters, type Baseline } from "./spam-filters";

const { values: options } = readOptions({
  name: "npm run check:emails",
  help: `renders every email in every language, and names what would not arrive or be shown well.

  --record          keeps what the spam filters say now as the baseline

It needs nothing to be running. SpamAssassin ("spamassassin") and rspamd ("rspamc", with its
server) are asked where they are installed.`,
  options: { record: { type: "boolean", default: false } },
});

const baselineFile = path.join(import.meta.dirname, "spam-baseline.json");
const baseline = JSON.parse(readFileSync(baselineFile, "utf8")) as Baseline;

function sender(text: string) {
  const parsed = parseEmailSender(text);
  if (typeof parsed === "string") throw new Error(`The sender ${parsed}`);
  return parsed;
}

// The hardest sender that MAIL_FROM may name.
const emails = await composeEmails(
  sender("Schlüsseldienst, Köln & Söhne 🔑 <no-reply@schlüssel.example>"),
);
// Filters suspect a domain that ends with ".example", and letters like these in a sender.
const plain = await composeEmails(sender("Latchkey <no-reply@example.com>"), "example.com");
const spam = askSpamFilters(plain, baseline);
const problems = emails.flatMap((email) => findProblems(email, allowedLinks));
if (options.record) writeFileSync(baselineFile, `${JSON.stringify(spam.recorded, null, 2)}\n`);
else problems.push(...spam.problems);

for (const line of spam.notes) console.log(line);
for (const problem of problems) console.error(toLine(problem));
console.log(`${emails.length} emails checked: ${problems.length} problems.`);
process.exit(problems.length > 0 ? 1 : 0);
