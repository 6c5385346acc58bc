import { afterAll, beforeAll, describe, test } from "vitest";
import { startLab, type Lab } from "../../chaos/lab";
import type { Setting } from "../../chaos/scenario";
import { runKills } from "../../chaos/scenarios/kills";
import { runLostAnswers } from "../../chaos/scenarios/lost-answers";
import { runLostWork } from "../../chaos/scenarios/lost-work";

// The short forms of "npm run chaos": the same code, fewer people. Two labs side by side,
// because most of the time is spent waiting for claims of the dead to end.
const labs: Lab[] = [];
const setting: Setting = {
  seed: 4,
  say: () => undefined,
  startLab: async (wish) => {
    const lab = await startLab(wish);
    labs.push(lab);
    return lab;
  },
};

beforeAll(() => {
  if (process.env.LATCHKEY_TEST_BUILD === undefined)
    throw new Error('This test needs the production build. Run it by "npm test -- integration".');
});

afterAll(async () => {
  await Promise.all(labs.map((lab) => lab.stop()));
});

describe.concurrent("whoever is told that a mail is on its way", { timeout: 180_000 }, () => {
  test("is one user and gets it, though the app, the runner and PostgreSQL are killed meanwhile", async ({
    expect,
  }) => {
    const { broken, acknowledged, users, mailed, losses } = await runKills(setting, {
      people: 16,
      atOnce: 4,
      longestPauseMs: 800,
      atLeast: 1,
      gapMs: [300, 1_000],
      // Where SES tells nothing, a claim of the dead ends after half a minute, else after two.
      hasEvents: false,
      confirmed: 5,
      isHurried: true,
      deadlineMs: 120_000,
    });
    expect(broken).toEqual([]);
    expect({ acknowledged, users, mailed, losses }).toEqual({
      acknowledged: 16,
      users: 16,
      mailed: 16,
      losses: 0,
    });
  });

  test("gets it once, though Inngest loses what it accepts, calls a stranger and forgets everything", async ({
    expect,
  }) => {
    const { broken, mailed, duplicates, losses } = await runLostWork(setting, {
      people: 6,
      atOnce: 4,
      isHurried: true,
      // Nobody waits here for the minutes after which something is overdue.
      skipsMs: 90_000,
      deadlineMs: 60_000,
    });
    expect(broken).toEqual([]);
    expect({ mailed, duplicates, losses }).toEqual({ mailed: 18, duplicates: 0, losses: 0 });
  });

  test("gets it once, though the answers of SES to three of twenty-four are lost", async ({
    expect,
  }) => {
    const { broken, mailed, duplicates, losses } = await runLostAnswers(setting, {
      mails: 24,
      lost: { times: 3 },
      hasEvents: true,
      // SES's word decides within a second; the runs that wait for it look two minutes later.
      ignoresRuns: true,
      deadlineMs: 60_000,
    });
    expect(broken).toEqual([]);
    expect({ mailed, duplicates, losses }).toEqual({ mailed: 24, duplicates: 0, losses: 0 });
  });
});
