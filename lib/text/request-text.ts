import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { PhoneCode, Tx } from "../db";
import { enqueue } from "../outbox/outbox";

/** Asks for the text of a code in the transaction that makes it: a delivery and its event. */
export async function requestText(
  tx: Tx,
  { id: phoneCodeId, userId, number }: Pick<PhoneCode, "id" | "userId" | "number">,
  now: Date,
): Promise<void> {
  const deliveryId = uuidv7();
  const what = { channel: "text", template: "sms_code" } as const;
  await tx.delivery.createMany({
    data: { id: deliveryId, userId, address: number, ...what, phoneCodeId, createdAt: now },
  });
  const data = { deliveryId, phoneCodeId };
  await enqueue(tx, [{ name: "account/phone-code-requested", data }], now);
}
