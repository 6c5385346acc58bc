import { mailsTo } from "../support/inbox";
import { poll } from "@latchkey/testing/poll";
import { residentMemory } from "./cpu-time";
import { median, rateOf } from "./rate";
import { type Bench, PASSWORD } from "./start-bench";
import { AT_ONCE, expectAnswer, newVisitor, prepareForm } from "./visitors";
import { scriptBytesOf } from "../support/weigh-page";

/** What is measured once, and is no rate. */
export interface Figure {
  name: string;
  title: string;
  unit: string;
  /** Not more than this; none where the figure only stands beside another. */
  target?: number;
}

/** All single figures, by what is typed to measure them. */
export const FIGURES = {
  "idle-email": [
    { name: "idle-email", title: "register to email, idle, median", unit: "ms", target: 60 },
  ],
  javascript: [
    { name: "javascript", title: "JavaScript of /register, gzip", unit: "kB", target: 140 },
  ],
  memory: [
    { name: "memory-start", title: "memory of the server, first", unit: "MB" },
    { name: "memory-10000", title: "… after 10,000 requests", unit: "MB", target: 450 },
    { name: "memory-20000", title: "… after 20,000 requests", unit: "MB", target: 450 },
    { name: "heap-10000", title: "live heap after 10,000 requests", unit: "MB", target: 150 },
    { name: "heap-20000", title: "… after 20,000 requests", unit: "MB", target: 150 },
    { name: "heap-growth", title: "… growth between the two", unit: "%", target: 3 },
  ],
} satisfies Record<string, Figure[]>;

export type FigureGroup = keyof typeof FIGURES;

/** Figures by name. */
export type Values = Record<string, number>;

export const measureFigures: Record<FigureGroup, (bench: Bench, first: number) => Promise<Values>> =
  {
    "idle-email": async (bench) => ({ "idle-email": await registerToEmail(bench) }),
    javascript: async ({ origin }) => ({
      javascript: (await scriptBytesOf(origin, "/register")) / 1_000,
    }),
    memory: measureMemory,
  };

const PEOPLE = 30;

/** Milliseconds from sending the form to SES having the email, with nothing else to do. */
async function registerToEmail({ origin }: Bench): Promise<number> {
  const send = await prepareForm(origin, "/register", "Create account");
  const taken: number[] = [];
  for (let n = 0; n < PEOPLE; n += 1) {
    const email = `bench-${crypto.randomUUID()}@example.com`;
    const sentAt = Date.now();
    await send({ email, password: PASSWORD }, "/check-your-email");
    // Asked seldom, or the asking would be measured.
    const mail = await poll(`the email to ${email}`, async () => (await mailsTo(email))[0], {
      intervalMs: 120,
    });
    taken.push(mail.receivedAt - sentAt);
  }
  return median(taken);
}

const PAGES = ["/", "/register", "/sign-in", "/forgot-password"];

/** Opens pages until the server has answered so many requests, those of other measures included. */
async function openPagesUntil(bench: Bench, requests: number): Promise<void> {
  const count = Math.max(0, requests - bench.requests);
  await rateOf(count, AT_ONCE, (n) => {
    const visitor = newVisitor(bench.origin);
    // Or it would be a kept page (lib/next-internals/keep-pages.ts), which uses no memory.
    visitor.headers = { "cache-control": "no-cache" };
    return expectAnswer(visitor, PAGES[n % PAGES.length]!, { status: 200 });
  });
  bench.requests += count;
}

async function measureMemory(bench: Bench, first: number): Promise<Values> {
  await openPagesUntil(bench, 10_000);
  const early = residentMemory(bench.pids.app);
  const earlyHeap = await bench.heap.read();
  await openPagesUntil(bench, 20_000);
  const late = residentMemory(bench.pids.app);
  const lateHeap = await bench.heap.read();
  return {
    "memory-start": first,
    "memory-10000": early,
    "memory-20000": late,
    "heap-10000": earlyHeap,
    "heap-20000": lateHeap,
    "heap-growth": (100 * (lateHeap - earlyHeap)) / earlyHeap,
  };
}
