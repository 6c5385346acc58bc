import { conclude } from "../conclude";
import { confirmSome } from "../confirm-some";
import { killAtRandom } from "../kill-at-random";
import { registerAll, strangers, type Pace } from "../people";
import type { Findings, Scenario, Setting } from "../scenario";
import { seededRandom } from "../seeded-random";
import type { Settling } from "../settle";

export interface KillsSize extends Settling {
  people: number;
  atOnce: Pace["atOnce"];
  /** The longest a visitor's place stays empty before the next one comes, in milliseconds. */
  longestPauseMs: number;
  /** Each part is killed so often at least. */
  atLeast: number;
  gapMs: [number, number];
  hasEvents: boolean;
  confirmed: number;
}

/** People register while the app, the runner and PostgreSQL die and come back at random. */
export async function runKills(setting: Setting, size: KillsSize): Promise<Findings> {
  const { say, seed } = setting;
  const lab = await setting.startLab({ hasEvents: size.hasEvents });
  const parts = Object.values(lab.parts);
  const people = strangers(size.people);
  const startedAt = Date.now();
  say(`Registering ${people.length} people while everything dies (seed ${seed})`);
  const visitors = seededRandom(seed + 1);
  const registering = registerAll(lab, people, {
    atOnce: size.atOnce,
    pauseMs: () => visitors.between(0, size.longestPauseMs),
  });
  const killing = killAtRandom(parts, {
    chance: seededRandom(seed),
    atLeast: size.atLeast,
    gapMs: size.gapMs,
  });
  const killed = killing.then(() =>
    say(`All run again; ${people.filter((each) => each.isAcknowledged).length} are registered`),
  );
  await Promise.all([registering, killed]);
  const kills = parts.map((part) => `${part.name} ${part.kills()}`).join(", ");
  const unanswered = people.reduce((sum, person) => sum + person.unacknowledged, 0);
  say(`Killed: ${kills}. Waiting until everything is done`);
  const findings = await conclude(lab, people, {
    scenario: "kills",
    faults: `kill -9: ${kills}; ${unanswered} posts failed`,
    startedAt,
    ...size,
  });
  const wrongLinks = await confirmSome(lab, people, size.confirmed);
  await lab.stop();
  return { ...findings, broken: [...findings.broken, ...wrongLinks] };
}

export const kills: Scenario = {
  name: "kills",
  run: async (setting) => [
    await runKills(setting, {
      people: 500,
      atOnce: 8,
      longestPauseMs: 1_200,
      atLeast: 7,
      gapMs: [1_000, 4_000],
      hasEvents: true,
      confirmed: 25,
      deadlineMs: 300_000,
    }),
  ],
};
