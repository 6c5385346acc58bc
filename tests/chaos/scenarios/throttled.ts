import { poll } from "@latchkey/testing/poll";
import { conclude } from "../conclude";
import type { Scenario } from "../scenario";
import { sendBurst } from "../send-burst";

const MAILS = 300;
/** Six attempts fall into it at most, by the waits below, of the nine that an email has. */
const FAULTS_MS = 45_000;

/** SES refuses three in ten for their pace and one in ten because it is out of order. */
export const throttled: Scenario = {
  name: "throttled",
  run: async (setting) => {
    const lab = await setting.startLab({ hasEvents: true, retryWaits: "1,2,4,8,15,30" });
    await lab.ses.inject({ fault: "throttle", share: 0.3 }, { fault: "unavailable", share: 0.1 });
    const startedAt = Date.now();
    setting.say(`Sending ${MAILS} mails to an SES that throttles and fails`);
    const people = await sendBurst(lab, MAILS);
    const areOut = async () => (await lab.ses.stats()).accepted >= MAILS;
    const isOver = async () => Date.now() - startedAt > FAULTS_MS || (await areOut());
    await poll("the end of the faults", isOver, { deadlineMs: 2 * FAULTS_MS, intervalMs: 250 });
    const { throttle = 0, unavailable = 0 } = await lab.ses.hits();
    await lab.ses.recover();
    const findings = await conclude(lab, people, {
      scenario: "throttled",
      faults: `${throttle} throttled, ${unavailable} answered 503`,
      startedAt,
      deadlineMs: 180_000,
    });
    await lab.stop();
    const broken = [...findings.broken];
    if (throttle === 0 || unavailable === 0) broken.push("a fault never struck");
    if (findings.duplicates > 0) broken.push(`${findings.duplicates} mails came twice`);
    return [{ ...findings, broken }];
  },
};
