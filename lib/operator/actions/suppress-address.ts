import "server-only";
import { inTransaction } from "../../db";
import { type Acting, recordAction } from "../record-action";
import { cleanAddress, normaliseAddress } from "../../request/address";
import { answerOutcome, type Command, commandLineContext, misuse } from "../commands/command";
import type { OperatorAction, OutcomeOf, PersonAction } from "./operator-action";

/** Blocks every email to an address until someone removes that. */
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
  title: "Suppress address",
  pending: "Suppressing…",
  meaning:
    "Blocks all email to this address until removed. They won’t be able to confirm or reset their password.",
  isDangerous: true,
  isOffered: ({ stops }, now) =>
    !stops.some(
      ({ scope, expiresAt }) => scope === "everything" && (!expiresAt || expiresAt > now),
    ),
  run: ({ person }, acting) => suppressAddress(person.address, acting),
  outcomes: {
    suppressed: {
      tone: "success",
      title: "This address is suppressed",
      text: "Until you remove it.",
      line: "won’t receive any email until you remove this.",
    },
  },
};

const command: Command = {
  words: ["suppression", "add"],
  usage: "<address>",
  summary: "Block all email to an address",
  needsReason: true,
  question: "Which address?",
  async run(typed, { reason }) {
    const address = normaliseAddress(cleanAddress(typed));
    if (!address) return misuse(`"${typed}" is not an email address.`);
    const { outcome } = await suppressAddress(address, commandLineContext(reason));
    return answerOutcome(page, address, { address, outcome });
  },
};

export const suppressAddressAction = {
  trail: { address_suppressed: "Suppressed an address" },
  page,
  commands: [command],
} satisfies OperatorAction;
