import "server-only";
import { inTransaction } from "../../db";
import { type Acting, recordAction } from "../record-action";
import { cleanAddress, normaliseAddress } from "../../request/address";
import { answerOutcome, type Command, commandLineContext, misuse } from "../commands/command";
import type { OperatorAction, OutcomeOf, PersonAction } from "./operator-action";

/** Stops every email to an address until somebody lifts it. */
export async function suppressAddress(
  address: string,
  acting: Acting,
  now = new Date(),
): Promise<{ outcome: "suppressed" }> {
  const suppression = { reason: "operator" as const, createdAt: now, expiresAt: null };
  await inTransaction(async (tx) => {
    const isNew = await recordAction(
      tx,
      acting,
      { name: "address_suppressed", subject: address },
      now,
    );
    if (!isNew) return;
    await tx.suppression.upsert({
      where: { address_scope: { address, scope: "everything" } },
      create: { address, scope: "everything", ...suppression },
      update: suppression,
    });
  });
  return { outcome: "suppressed" };
}

const page: PersonAction<OutcomeOf<typeof suppressAddress>> = {
  name: "suppress",
  title: "Stop mails",
  pending: "Stopping…",
  meaning:
    "No mail of any kind goes to this address until somebody lifts it: the person can neither confirm nor get a new password.",
  isDangerous: true,
  isOffered: ({ stops }, now) =>
    !stops.some(
      ({ scope, expiresAt }) => scope === "everything" && (!expiresAt || expiresAt > now),
    ),
  run: ({ person }, acting) => suppressAddress(person.address, acting),
  outcomes: {
    suppressed: {
      tone: "success",
      title: "No mail goes to this address any more",
      text: "Until somebody lifts it.",
      line: "gets no mail until this is lifted.",
    },
  },
};

const command: Command = {
  words: ["suppression", "add"],
  usage: "<address>",
  summary: "Stop all mails to an address",
  needsReason: true,
  question: "Which address?",
  async run(typed, { reason }) {
    const address = normaliseAddress(cleanAddress(typed));
    if (!address) return misuse(`"${typed}" is no address.`);
    const { outcome } = await suppressAddress(address, commandLineContext(reason));
    return answerOutcome(page, address, { address, outcome });
  },
};

export const suppressAddressAction = {
  trail: { address_suppressed: "Stopped mails to an address" },
  page,
  commands: [command],
} satisfies OperatorAction;
