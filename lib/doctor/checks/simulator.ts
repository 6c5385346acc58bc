import { MINUTE, SECOND } from "../../clock";
import { type CheckedLine, rule, skipped } from "../line";
import type { Ports } from "../ports";

/** Each address of SES's mailbox simulator, and the event that it leads to. */
const SCENARIOS = [
  ["success", "Delivery"],
  ["bounce", "Bounce"],
  ["complaint", "Complaint"],
] as const;

const PAUSE_MS = SECOND;

/** How long events may take. At AWS most come within ten seconds. */
const LONGEST_WAIT_MS = MINUTE;

/**
 * Sends an email to each address of the mailbox simulator, and waits for the events in the app's
 * database. The emails have no row there, so no figure, no list and no suppression changes; the
 * app keeps their events as ones that belong to no email, and those are looked for.
 */
export function checkSimulator(longestWaitMs = LONGEST_WAIT_MS) {
  return async ({ env, send, database, now, pause }: Ports): Promise<CheckedLine[]> => {
    if (env.MAIL_TRANSPORT !== "ses") return [skipped("mailbox simulator", "Emails go by SMTP.")];
    if (!env.SES_CONFIGURATION_SET)
      return [skipped("mailbox simulator", "Without SES_CONFIGURATION_SET there are no events.")];
    const since = (await database.facts()).now;
    for (const [name] of SCENARIOS) await send(`${name}@simulator.amazonses.com`);
    const until = now().getTime() + longestWaitMs;
    let came: string[] = [];
    for (;;) {
      came = await database.strayEvents(since);
      const isComplete = SCENARIOS.every(([, event]) => came.includes(event));
      if (isComplete || now().getTime() >= until) break;
      await pause(PAUSE_MS);
    }
    return SCENARIOS.map(([name, event]) =>
      rule({
        name: `${name}@simulator.amazonses.com`,
        isRight: came.includes(event),
        found: came.includes(event)
          ? `The event ${event} came back to the app.`
          : `No event ${event} within ${longestWaitMs / SECOND} seconds.`,
        right: `SES takes the email, and the app learns of ${event}.`,
        fix: "Mend what the lines about SES and SNS say. Then look in the app's log for what /api/webhooks/ses refused.",
      }),
    );
  };
}
