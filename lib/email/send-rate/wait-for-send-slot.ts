import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { oncePerProcess } from "../../once-per-process";
import { MAX_TURNS } from "../attempt-times";
import { SendError } from "../failures";
import { reserveSendSlots } from "./reserve-send-slots";

/** A process that was busy for longer has missed its turn, and would crowd the next ones. */
const LATE_MS = 50;

type Waiting = { resolve: (turnAt: number) => void; reject: (error: unknown) => void };

const queue = oncePerProcess<{ waiting: Waiting[]; isServing: boolean }>("send slots", () => ({
  waiting: [],
  isServing: false,
}));

const TOO_MANY = "More mails wait than may go soon at the rate of SES_MAX_SEND_RATE";
const QUOTA_SPENT = "By our own count, the provider's quota for 24 hours is spent";

/** Asks for turns for all who wait, who share one exchange with the database. */
async function serve(): Promise<void> {
  queue.isServing = true;
  while (queue.waiting.length > 0) {
    const group = queue.waiting;
    queue.waiting = [];
    try {
      const { given, firstInMs, intervalMs, isQuotaSpent } = await reserveSendSlots(group.length);
      const firstAt = performance.now() + firstInMs;
      group.slice(0, given).forEach(({ resolve }, n) => resolve(firstAt + n * intervalMs));
      const refusal = isQuotaSpent
        ? new SendError("quota_used_up", new Error(QUOTA_SPENT))
        : new SendError("throttled", new Error(TOO_MANY));
      group.slice(given).forEach(({ reject }) => reject(refusal));
    } catch (error) {
      group.forEach(({ reject }) => reject(error));
    }
  }
  queue.isServing = false;
}

function nextTurn(): Promise<number> {
  return new Promise((resolve, reject) => {
    queue.waiting.push({ resolve, reject });
    if (!queue.isServing) void serve();
  });
}

/**
 * Waits until an email may go, a few seconds at most. A process that is always late sends all
 * the same.
 *
 * @throws SendError "throttled" when too many wait before it, "quota_used_up" when the
 *   provider takes no more within 24 hours
 */
export async function waitForSendSlot(): Promise<void> {
  for (let turn = 1; ; turn += 1) {
    const turnAt = await nextTurn();
    const waitMs = turnAt - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    if (performance.now() - turnAt < LATE_MS || turn === MAX_TURNS) return;
  }
}
