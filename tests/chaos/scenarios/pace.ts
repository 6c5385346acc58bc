import { conclude } from "../conclude";
import type { Scenario } from "../scenario";
import { sendBurst } from "../send-burst";

const MAILS = 200;
/** Emails a second that SES takes: fewer than any machine can send, or nothing would be shown. */
const RATE = 10;

/** A burst of emails meets an account that may send ten a second and refuses the next one. */
export const pace: Scenario = {
  name: "pace",
  run: async (setting) => {
    const lab = await setting.startLab({ hasEvents: true, sendRate: RATE });
    await lab.ses.setAccount({ maxSendRate: RATE });
    const startedAt = Date.now();
    setting.say(`Sending ${MAILS} mails to an SES that takes ${RATE} a second`);
    const people = await sendBurst(lab, MAILS);
    const findings = await conclude(lab, people, {
      scenario: "pace",
      faults: "",
      startedAt,
      deadlineMs: 180_000,
    });
    const { throttled, mostWithinASecond } = await lab.ses.stats();
    await lab.stop();
    const broken = [...findings.broken];
    if (throttled > 0) broken.push(`SES throttled ${throttled} mails`);
    if (mostWithinASecond > RATE)
      broken.push(`${mostWithinASecond} mails went out within one second, of ${RATE} allowed`);
    const faults = `at most ${RATE} a second: ${mostWithinASecond} came, ${throttled} throttled`;
    return [{ ...findings, faults, broken }];
  },
};
