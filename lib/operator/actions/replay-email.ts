import "server-only";
import { inTransaction, type Tx } from "../../db";
import { announce } from "../../realtime/announce";
import { deadLetters } from "../../email/dead-letters";
import { comesFrom } from "../../email/delivery-status";
import { toEmailEvent } from "../../email/to-email-event";
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
  const event = toEmailEvent(mail, now);
  if (!event) throw new Error(`The mail ${deliveryId} is about nothing`);
  await recordAction(tx, acting, { name: "mail_replayed", subject: deliveryId }, now);
  await enqueue(tx, [event], now);
  if (mail.registrationId) await announce(tx, mail.registrationId);
  return { outcome: "replayed" };
}

const page: PersonAction<OutcomeOf<typeof replayEmail>> = {
  name: "replay",
  title: "Replay this mail",
  pending: "Replaying…",
  meaning:
    "The mail that failed is tried once more, with the same link and code and all its attempts before it. If it has lost its point meanwhile, it is not sent.",
  run: ({ email }, acting) => replayEmail(email, acting),
  outcomes: {
    replayed: {
      tone: "success",
      title: "The mail is tried once more",
      text: "It is tried within a minute; the history below shows how far it has come.",
      line: "goes out again within a minute.",
    },
    not_dead: {
      tone: "info",
      title: "This mail has not failed",
      text: "It was sent, is on its way or was replayed by somebody else a moment ago.",
      line: "has not failed: it was sent, is on its way or was replayed already.",
    },
    not_found: {
      tone: "warning",
      title: "There is no such mail",
      text: "It may be forgotten by now.",
      line: "is the id of no mail.",
    },
  },
};

const command: Command = {
  words: ["replay"],
  usage: "<delivery>",
  summary: "Send a failed mail once more",
  needsReason: true,
  question: "Which mail?",
  async run(id, { reason }) {
    if (!isId(id)) return misuse(`"${id}" is no id of a mail.`);
    const { outcome } = await replayEmail(id, commandLineContext(reason));
    return answerOutcome(page, id, { id, outcome });
  },
};

export const replayEmailAction = {
  trail: { mail_replayed: "Sent a mail that had failed once more" },
  page,
  commands: [command],
} satisfies OperatorAction;
