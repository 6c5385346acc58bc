import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  advance,
  comesFrom,
  deliveryMoves,
  type DeliveryStatus,
  type FeedbackMove,
  type OwnMove,
  type Standing,
} from "@/lib/email/delivery-status";

const ALL = Object.keys(deliveryMoves) as (OwnMove | FeedbackMove)[];
const FEEDBACK: readonly FeedbackMove[] = [
  "send",
  "delay",
  "soft_bounce",
  "delivery",
  "reject",
  "hard_bounce",
  "complaint",
];
/** Written down once more, by hand: what a person is told may never become less certain. */
const RANK: Record<DeliveryStatus, number> = {
  queued: 0,
  sending: 0,
  deferred: 0,
  unknown: 0,
  sent: 1,
  cancelled: 2,
  failed: 3,
  delayed: 4,
  delivered: 5,
  bounced: 6,
  complained: 7,
};
const STATUSES = Object.keys(RANK) as DeliveryStatus[];

type Happening = { move: OwnMove | FeedbackMove; code: string | null };

const code = fc.constantFrom(null, "mailbox_full", "came_back", "no_such_mailbox");
const feedback = fc.record({ move: fc.constantFrom(...FEEDBACK), code });
const anything = fc.record({ move: fc.constantFrom(...ALL), code });
const standing = fc.record({ status: fc.constantFrom(...STATUSES), failureCode: code });

const run = (from: Standing, happenings: Happening[]) =>
  happenings.reduce((now, { move, code }) => advance(now, move, code), from);

describe("what the provider tells of an email", () => {
  test("comes to the same, whatever order it comes in and however often", () => {
    const shuffled = fc
      .array(feedback, { minLength: 1, maxLength: 8 })
      .chain((told) =>
        fc.tuple(
          fc.constant(told),
          fc.shuffledSubarray([...told, ...told], { minLength: told.length }),
          fc.shuffledSubarray(told, { minLength: told.length }),
        ),
      );
    fc.assert(
      fc.property(standing, shuffled, (from, [told, extra, all]) => {
        // Each at least once, some of them twice, in another order.
        expect(run(from, [...extra, ...all])).toEqual(run(from, told));
        expect(run(from, [...all, ...extra])).toEqual(run(from, told));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each<[FeedbackMove[], DeliveryStatus]>([
    [["send"], "sent"],
    [["send", "delay"], "delayed"],
    [["send", "delay", "delivery"], "delivered"],
    [["delivery", "send"], "delivered"],
    [["delivery", "hard_bounce"], "bounced"],
    [["hard_bounce", "delivery"], "bounced"],
    [["delivery", "complaint"], "complained"],
    [["complaint", "delivery", "send"], "complained"],
    [["delivery", "soft_bounce"], "delivered"],
    [["send", "soft_bounce"], "delayed"],
    [["send", "reject"], "failed"],
    [["reject", "send"], "failed"],
  ])("as %j leaves it %s", (moves, status) => {
    const happenings = moves.map((move) => ({ move, code: null }));
    for (const from of ["queued", "sending", "deferred", "unknown"] as const)
      expect(run({ status: from, failureCode: null }, happenings).status).toBe(status);
  });

  test("beats what we only believed: an email that was given up and arrived has arrived", () => {
    expect(advance({ status: "failed", failureCode: "gave_up" }, "delivery")).toEqual({
      status: "delivered",
      failureCode: null,
    });
  });
});

describe("whatever happens to an email", () => {
  test("it never goes backwards, unless an operator has it tried again", () => {
    const byItself = anything.filter(({ move }) => move !== "replayed");
    fc.assert(
      fc.property(standing, fc.array(byItself, { maxLength: 20 }), (from, happenings) => {
        let now: Standing = from;
        for (const { move, code } of happenings) {
          const next = advance(now, move, code);
          expect(RANK[next.status]).toBeGreaterThanOrEqual(RANK[now.status]);
          now = next;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("an attempt takes it only from rest, and only an attempt fails", () => {
    expect(comesFrom("claimed").toSorted()).toEqual(["deferred", "queued", "unknown"]);
    expect(comesFrom("refused")).toEqual(["sending"]);
  });

  test("an email that may have gone out is neither withdrawn nor called failed", () => {
    for (const move of ["withdrawn", "given_up"] as const)
      expect(advance({ status: "unknown", failureCode: null }, move).status).toBe("unknown");
  });

  test("what the provider took is never tried again, whoever asks", () => {
    for (const status of ["sent", "delayed", "delivered", "complained"] as const)
      expect(advance({ status, failureCode: null }, "replayed").status).toBe(status);
  });

  test("what comes again changes nothing", () => {
    fc.assert(
      fc.property(standing, anything, (from, { move, code }) => {
        const once = advance(from, move, code);
        expect(advance(once, move, code)).toEqual(once);
      }),
    );
  });
});
