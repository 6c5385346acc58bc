import { poll } from "@latchkey/testing/poll";
import { conclude } from "../conclude";
import { registerAll, strangers } from "../people";
import type { Scenario } from "../scenario";

const SILENCE_MS = 40_000;
const AWAY_MS = 30_000;

/** SES is silent for a while, and then Inngest is away, while people go on registering. */
export const outage: Scenario = {
  name: "outage",
  run: async (setting) => {
    const lab = await setting.startLab({ hasEvents: true });
    const { runner } = lab.parts;
    const [first, second] = [strangers(100), strangers(50)];
    const startedAt = Date.now();
    const past = (since: number, ms: number) =>
      poll("the end of the outage", () => Date.now() - since > ms, { deadlineMs: 2 * ms });

    setting.say(`Registering ${first.length} people while SES says nothing`);
    await lab.ses.inject({ fault: "silence_before" });
    await registerAll(lab, first, { atOnce: 4, pauseMs: () => 500 });
    await past(startedAt, SILENCE_MS);
    const { silence_before: unanswered = 0 } = await lab.ses.hits();
    await lab.ses.recover();

    setting.say(`Registering ${second.length} people while Inngest is away`);
    const awaySince = Date.now();
    await runner.kill();
    await registerAll(lab, second, { atOnce: 4 });
    await past(awaySince, AWAY_MS);
    await runner.start();

    setting.say("Waiting until everything is done");
    const findings = await conclude(lab, [...first, ...second], {
      scenario: "outage",
      faults: `SES silent for ${SILENCE_MS / 1_000} s (${unanswered} mails), Inngest away for ${AWAY_MS / 1_000} s`,
      startedAt,
      deadlineMs: 300_000,
    });
    await lab.stop();
    const broken = [...findings.broken];
    if (unanswered === 0) broken.push("SES was never silent: the scenario shows nothing");
    if (findings.duplicates > 0) broken.push(`${findings.duplicates} mails came twice`);
    return [{ ...findings, broken }];
  },
};
