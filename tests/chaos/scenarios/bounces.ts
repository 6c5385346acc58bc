import { poll } from "@latchkey/testing/poll";
import { conclude } from "../conclude";
import type { Lab } from "../lab";
import type { Person } from "../people";
import type { Scenario } from "../scenario";
import { sendBurst } from "../send-burst";

/** What becomes of how many of the people's emails; the rest are delivered. */
const FATES = [
  { fault: "hard_bounce", count: 10, status: "bounced", suppressed: "hard_bounce" },
  { fault: "soft_bounce", count: 5, status: "delayed", suppressed: null },
  { fault: "complaint", count: 2, status: "complained", suppressed: "complaint" },
] as const;
const PEOPLE = 200;

type Fate = { address: string; status: string; suppressed: string | null };

/**
 * Emails come back and are complained about, and SES tells it twice and in any order. Nobody
 * registers meanwhile: so many bounces rightly slow registrations down.
 */
export const bounces: Scenario = {
  name: "bounces",
  run: async (setting) => {
    const lab = await setting.startLab({ hasEvents: true });
    const unlucky = FATES.flatMap((fate) => Array.from({ length: fate.count }, () => fate));
    const setUp = (people: Person[]) =>
      lab.ses.inject(
        ...unlucky.map(({ fault }, n) => ({ fault, to: people[n]?.address ?? "" })),
        { fault: "duplicate_events" },
        { fault: "reordered_events" },
      );
    const startedAt = Date.now();
    setting.say(`Sending ${PEOPLE} mails, of which ${unlucky.length} have a bad end`);
    const people = await sendBurst(lab, PEOPLE, setUp);
    const expected = people.map(({ address }, n): Fate => {
      const { status = "delivered", suppressed = null } = unlucky[n] ?? {};
      return { address, status, suppressed };
    });
    const isRight = async () => (await whatIsWrong(lab, expected)).length === 0;
    // What is still wrong at the deadline is found below.
    await poll("every event", isRight, { deadlineMs: 60_000, intervalMs: 250 }).catch(() => false);
    const findings = await conclude(lab, people, {
      scenario: "bounces",
      faults: `${FATES.map(({ fault, count }) => `${count} ${fault}`).join(", ")}; events twice, reordered`,
      startedAt,
      deadlineMs: 120_000,
      comesBack: (address) =>
        expected.some((fate) => fate.address === address && /bounce|delayed/.test(fate.status)),
    });
    const wrong = await whatIsWrong(lab, expected);
    await lab.stop();
    return [{ ...findings, broken: [...findings.broken, ...wrong] }];
  },
};

/** Where status or suppression is not what it should be, one sentence each. */
async function whatIsWrong({ database }: Lab, expected: Fate[]): Promise<string[]> {
  const { rows } = await database.query<Fate>(
    `SELECT d.address, d.status::text, s.reason::text AS suppressed
     FROM delivery d LEFT JOIN suppression s ON s.address = d.address ORDER BY d.address`,
  );
  const told = ({ address, status, suppressed }: Fate) =>
    `${address} is ${status} and ${suppressed ? `stopped (${suppressed})` : "not stopped"}`;
  const right = new Set(expected.map(told));
  return rows.map(told).filter((sentence) => !right.has(sentence));
}
