import { SECOND } from "../clock";
import { within } from "../within";
import { checkClock } from "./checks/clock";
import { checkConfigurationSet } from "./checks/ses-configuration-set";
import { checkDatabase } from "./checks/database";
import { checkDns } from "./checks/dns";
import { checkEnvironment } from "./checks/environment";
import { checkInngest } from "./checks/inngest";
import { checkLinkDomains } from "./checks/link-domains";
import { checkSesAccount } from "./checks/ses-account";
import { checkSesIdentity } from "./checks/ses-identity";
import { checkSimulator } from "./checks/simulator";
import { checkSns } from "./checks/sns";
import { checkTexts } from "./checks/texts";
import { explainFailure } from "./explain-failure";
import { type Line, skipped, unknown } from "./line";
import type { Check, Ports } from "./ports";

const TIMEOUT_MS = 20 * SECOND;

/** What is asked of SES, or of what belongs to it. */
const forSes =
  (check: Check): Check =>
  (ports) =>
    ports.env.MAIL_TRANSPORT === "ses" ? check(ports) : [skipped("SES", "Emails go by SMTP.")];

const CHECKS: [subject: string, check: Check][] = [
  ["Environment", checkEnvironment],
  ["Database", checkDatabase],
  ["Inngest", checkInngest],
  ["SES account", forSes(checkSesAccount)],
  ["SES identity", forSes(checkSesIdentity)],
  ["SES configuration set", forSes(checkConfigurationSet)],
  ["SNS", forSes(checkSns)],
  ["Text messages", checkTexts],
  ["DNS", checkDns],
  ["Domains", checkLinkDomains],
  ["Clock", checkClock],
];

async function run(
  [subject, check]: (typeof CHECKS)[number],
  ports: Ports,
  timeoutMs: number,
): Promise<Line[]> {
  const late = [unknown("all", `No answer within ${timeoutMs / SECOND} seconds.`, "Try again.")];
  const lines = await within(timeoutMs, Promise.resolve(ports).then(check)).catch(
    (error: unknown) => [explainFailure("all", error)],
  );
  return (lines ?? late).map((line) => ({ subject, ...line }));
}

/**
 * Checks a deployment. A check that fails is a line that says so, and the others go on.
 *
 * @param isSending also sends to SES's mailbox simulator and waits for the events
 */
export async function runDoctor(
  ports: Ports,
  { isSending = false, longestWaitMs = 60 * SECOND } = {},
): Promise<Line[]> {
  const parts = await Promise.all(CHECKS.map((each) => run(each, ports, TIMEOUT_MS)));
  if (!isSending) return parts.flat();
  // Last: what is wrong before explains why nothing comes back.
  const simulator = ["Mailbox simulator", checkSimulator(longestWaitMs)] as (typeof CHECKS)[number];
  return [...parts.flat(), ...(await run(simulator, ports, longestWaitMs + TIMEOUT_MS))];
}
