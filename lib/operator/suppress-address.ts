import "server-only";
import { inTransaction } from "../db";
import { type Acting, recordAction } from "./record-action";

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
