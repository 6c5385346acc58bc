import "server-only";
import { inTransaction, type Tx } from "../../db";
import { announce } from "../../realtime/announce";
import { deadLetters } from "../../email/dead-letters";
import { comesFrom } from "../../email/delivery-status";
import { toDeliveryEvent } from "../../email/to-delivery-event";
import { takeProbe } from "../../email/provider-holds/release-emails";
import { findHeldGroup } from "../../email/reasons/mailbox-provider";
import { enqueue } from "../../outbox/outbox";
import { answerOutcome, type Command, commandLineContext, isId, misuse } from "../commands/command";
import { type Acting, recordAction } from "../record-action";
import type { OperatorAction, OutcomeOf, PersonAction } from "./operator-action";

type Replayed = { outcome: "replayed" | "not_dead" | "not_found" };

/**
 * Sends an email once more that will not go out by itself, with the same link and code, and with
 * all its retries before it. One that has lost its point meanwhile ends as cancelled.
 *
 * @returns "not_dead" for one that was sent, is on its way or was replayed by this press before
 */
export async function replayEmail(
  deliveryId: string,
  acting: Acting,
  now = new Date(),
): Promise<Replayed> {
  return inTransaction((tx) => replayEmailIn(tx, deliveryId, acting, now));
}

/** The same, in a transaction that does more. */
export async function replayEmailIn(
  tx: Tx,
  deliveryId: string,
  acting: Acting,
  now: Date,
): Promise<Replayed> {
  // Of two presses at once, the second waits here, and finds the first one's action.
  const found = await tx.$queryRaw<object[]>`
    SELECT FROM delivery WHERE id = ${deliveryId}::uuid FOR UPDATE`;
  if (found.length === 0) return { outcome: "not_found" };
  // It may have failed anew since this press: that takes a new one.
  if ((await tx.operatorAction.count({ where: { id: acting.actionId } })) > 0)
    return { outcome: "not_dead" };
  const [mail] = await tx.delivery.updateManyAndReturn({
    where: { id: deliveryId, status: { in: comesFrom("replayed") }, ...deadLetters(now) },
    data: {
      ...{ status: "queued", failureCode: null, claimedAt: null },
      // What still runs for it may neither give it up nor make the sweep hurry.
      ...{ dueAt: now, republishedAt: now },
    },
  });
  if (!mail) return { outcome: "not_dead" };
  const event = toDeliveryEvent(mail, now);
  if (!event) throw new Error(`The mail ${deliveryId} is about nothing`);
  // Whoever has mended something wants to see at once whether it helped.
  if (mail.channel === "email") await takeProbe(tx, findHeldGroup(mail.address), deliveryId, now);
  await recordAction(tx, acting, { name: "mail_replayed", subject: deliveryId }, now);
  await enqueue(tx, [event], now);
  if (mail.registrationId) await announce(tx, mail.registrationId);
  return { outcome: "replayed" };
}

const page: PersonAction<OutcomeOf<typeof replayEmail>> = {
  name: "replay",
  title: "Retry this email",
  pending: "Retrying…",
  meaning:
    "Tries the failed email again with the same link and code. If it’s no longer needed, it won’t be sent.",
  run: ({ email }, acting) => replayEmail(email, acting),
  outcomes: {
    replayed: {
      tone: "success",
      title: "Retrying email",
      text: "It’ll be sent within a minute. Follow it in the history below.",
      line: "will be sent again within a minute.",
    },
    not_dead: {
      tone: "info",
      title: "This email hasn’t failed",
      text: "It was sent, is being sent, or someone else just retried it.",
      line: "hasn’t failed: it was sent, is being sent or was already retried.",
    },
    not_found: {
      tone: "warning",
      title: "Email not found",
      text: "It may have been deleted.",
      line: "is not the ID of an email.",
    },
  },
};

const command: Command = {
  words: ["replay"],
  usage: "<delivery>",
  summary: "Retry a failed email",
  needsReason: true,
  question: "Missing email ID.",
  async run(id, { reason }) {
    if (!isId(id)) return misuse(`"${id}" is not a valid email ID.`);
    const { outcome } = await replayEmail(id, commandLineContext(reason));
    return answerOutcome(page, id, { id, outcome });
  },
};

export const replayEmailAction = {
  trail: { mail_replayed: "Retried a failed email" },
  page,
  commands: [command],
} satisfies OperatorAction;
