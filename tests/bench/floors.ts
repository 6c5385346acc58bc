import path from "node:path";
import { buildApp, nextCli } from "@latchkey/local-stack/build-app";
import { findFreePort } from "@latchkey/local-stack/ports/find-free-port";
import { startChild } from "@latchkey/local-stack/processes/start-child";
import { untilAnswers } from "@latchkey/local-stack/until-answers";
import { cpuOfTree, readProcesses } from "./cpu-time";
import { costOf, hashingRate } from "./hashing";
import { rateOf } from "./rate";
import { AT_ONCE, expectAnswer, newVisitor, prepareForm } from "./visitors";

const root = path.join(import.meta.dirname, "floor");
const REQUESTS = 600;
const WARM_UP = 150;

/** The least that a kind of request costs with Next.js, and that a hash costs. */
export type FloorName = "route" | "action" | "page" | "hash";

export const FLOOR_TITLES: Record<FloorName, string> = {
  route: "empty route",
  action: "empty server action",
  page: "empty page",
  hash: "Argon2id hash",
};

export interface Floor {
  perSecond: number;
  /** CPU milliseconds of the server and the bench together. */
  cpu: number;
}

/** Measures an app that does nothing, in tests/bench/floor, and the product's hash. */
export async function measureFloors(
  passwordHash: string,
  say: (line: string) => void,
): Promise<Record<FloorName, Floor>> {
  const environment = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  buildApp(root, environment, say);
  say("Measuring the floors");
  const port = await findFreePort();
  const app = startChild({
    name: "The empty app",
    script: nextCli,
    args: ["start", "--hostname", "127.0.0.1", "--port", String(port)],
    cwd: root,
    environment,
  });
  const origin = `http://localhost:${port}`;
  try {
    await untilAnswers(`${origin}/`, { deadlineMs: 30_000, isHopeless: () => app.hasEnded() });
    const get = (address: string, status: number) => () =>
      expectAnswer(newVisitor(origin), address, { status });
    const send = await prepareForm(origin, "/action", "Do nothing");
    return {
      route: await measureFloor(app.pid, get("/nothing", 303)),
      action: await measureFloor(app.pid, () => send({}, "/nothing")),
      page: await measureFloor(app.pid, get("/", 200)),
      hash: await measureHash(passwordHash),
    };
  } finally {
    await app.stop();
  }
}

async function measureFloor(pid: number, work: () => Promise<void>): Promise<Floor> {
  const used = () => {
    const { user, system } = process.cpuUsage();
    return cpuOfTree(readProcesses(), pid) + (user + system) / 1_000;
  };
  await rateOf(WARM_UP, AT_ONCE, work);
  const before = used();
  const perSecond = await rateOf(REQUESTS, AT_ONCE, work);
  return { perSecond, cpu: (used() - before) / REQUESTS };
}

async function measureHash(passwordHash: string): Promise<Floor> {
  const cost = costOf(passwordHash);
  const before = process.cpuUsage();
  const { perSecond, hashes } = await hashingRate(cost);
  const { user, system } = process.cpuUsage(before);
  return { perSecond, cpu: (user + system) / 1_000 / hashes };
}
