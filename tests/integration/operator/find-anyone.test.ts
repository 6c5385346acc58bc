import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/lib/db";
import { findAnyone } from "@/lib/operator/lists/find-anyone";
import { aPasswordReset } from "../../support/recoveries";
import { anAddress, aRegistration } from "../../support/registrations";

test("an operator finds a person by whatever is known of them", async () => {
  const { id: registrationId, userId, deliveryId, address } = await aRegistration();
  const providerMessageId = `ses-${randomUUID()}`;
  await db.delivery.update({ where: { id: deliveryId }, data: { providerMessageId } });
  const person = { kind: "one", userId, address };
  for (const known of [
    userId,
    userId.toUpperCase(),
    registrationId,
    deliveryId,
    providerMessageId,
    address,
    address.slice(0, -4).toUpperCase(),
  ])
    expect(await findAnyone(known), known).toEqual(person);
});

test("an operator finds several people by a beginning, and nobody by what nobody has", async () => {
  const name = `several-${randomUUID().slice(0, 8)}`;
  for (const number of [1, 2]) await aRegistration({ address: `${name}-${number}@example.com` });
  expect(await findAnyone(name)).toEqual({ kind: "several" });
  for (const unknown of ["", randomUUID(), `${name}-3`, "no.such.domain.example"])
    expect(await findAnyone(unknown), unknown).toEqual({ kind: "nobody" });
});

test("an operator finds an address that emails went to though nobody has an account", async () => {
  const address = anAddress("nobody");
  await aPasswordReset(address);
  expect(await findAnyone(address)).toEqual({ kind: "one", userId: null, address });
});
