import { conclude } from "../conclude";
import type { Findings, Scenario, Setting } from "../scenario";
import { sendBurst } from "../send-burst";
import type { Fault } from "../ses-front";
import type { Settling } from "../settle";

export interface LostAnswersSize extends Settling {
  mails: number;
  /** Which answers are lost. */
  lost: Pick<Fault, "share" | "times">;
}

/**
 * SES takes emails and its answers are lost on the way. With its events nobody gets a second
 * email; without them nobody can know, and a second one is better than none.
 */
export async function runLostAnswers(
  setting: Setting,
  size: LostAnswersSize & { hasEvents: boolean },
): Promise<Findings> {
  const { mails, lost, hasEvents, ...settling } = size;
  const lab = await setting.startLab({ hasEvents });
  await lab.ses.inject({ fault: "hang_up_after", ...lost });
  const startedAt = Date.now();
  setting.say(`Sending ${mails} mails, ${hasEvents ? "with" : "without"} SES's events`);
  const people = await sendBurst(lab, mails);
  const findings = await conclude(lab, people, {
    scenario: `lost-answers, ${hasEvents ? "events" : "no events"}`,
    faults: "",
    startedAt,
    ...settling,
  });
  const { hang_up_after: answers = 0 } = await lab.ses.hits();
  await lab.stop();
  const broken = [...findings.broken];
  if (answers === 0) broken.push("no answer was lost: the scenario shows nothing");
  if (hasEvents && findings.duplicates > 0)
    broken.push(`${findings.duplicates} mails came twice in spite of SES's events`);
  return { ...findings, faults: `${answers} answers lost after acceptance`, broken };
}

export const lostAnswers: Scenario = {
  name: "lost-answers",
  run: async (setting) => {
    const size = { mails: 1_000, lost: { share: 0.05 }, deadlineMs: 300_000 };
    return [
      await runLostAnswers(setting, { ...size, hasEvents: true }),
      await runLostAnswers(setting, { ...size, hasEvents: false }),
    ];
  },
};
