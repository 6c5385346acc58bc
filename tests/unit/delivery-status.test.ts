import { describe, expect, test } from "vitest";
import { comesFrom, deliveryMoves, type DeliveryStatus } from "@/lib/mail/delivery-status";

const statuses = Object.keys(deliveryMoves) as DeliveryStatus[];

/** Every status that can be reached from one, in any number of moves. */
function reachable(from: DeliveryStatus, seen = new Set<DeliveryStatus>()): Set<DeliveryStatus> {
  for (const next of deliveryMoves[from]) if (!seen.has(next)) reachable(next, seen.add(next));
  return seen;
}

describe("a delivery", () => {
  test.each(["sent", "failed", "cancelled"] as const)("that is %s stays so", (end) => {
    expect(deliveryMoves[end]).toEqual([]);
  });

  test("can come to each end from the queue, and never back into it", () => {
    expect([...reachable("queued")].toSorted()).toEqual([
      "cancelled",
      "deferred",
      "failed",
      "sending",
      "sent",
    ]);
  });

  test("can be sent only by an attempt that was claimed", () => {
    expect(comesFrom("sent")).toEqual(["sending"]);
  });

  test("is claimed only from rest, and cancelled only when no attempt runs", () => {
    expect(comesFrom("sending").toSorted()).toEqual(["deferred", "queued"]);
    expect(comesFrom("cancelled").toSorted()).toEqual(["deferred", "queued"]);
  });

  test("comes from where its moves say", () => {
    for (const next of statuses)
      for (const from of statuses)
        expect(comesFrom(next).includes(from)).toBe(deliveryMoves[from].includes(next));
  });
});
