import { randomUUID } from "node:crypto";
import { reportUnrequestedEmail } from "@/lib/account/report-unrequested-email";
import { eraseAccounts } from "@/lib/account/erase-accounts";
import { requestDeletion } from "@/lib/account/request-deletion";
import { after, DAY } from "@/lib/clock";
import { db } from "@/lib/db";
import { lockAccount } from "./lock-account";
import { aPasswordReset, aSession, anAddressChange } from "./recoveries";
import { anAccount, anAddress, aRegistration, ORIGIN, PASSWORD } from "./registrations";

/** Someone who pressed "this was not me" in every kind of email, and stopped them. */
async function disownEverything(address: string): Promise<void> {
  const registration = await aRegistration({ address });
  const reset = await aPasswordReset(address);
  const { userId } = await anAccount({ address: anAddress("mover") });
  const change = await anAddressChange(userId, { to: address });
  for (const { notMeToken } of [registration, reset, change])
    await reportUnrequestedEmail(notMeToken, ORIGIN, { stopsEmails: true });
}

async function close(address: string): Promise<void> {
  const { userId } = await anAccount({ address });
  await requestDeletion(await aSession(userId), PASSWORD);
}

/** An email to the address bounced, and none was tried in spite of that yet. */
async function bounce(address: string): Promise<void> {
  const expiresAt = after(new Date(), 30 * DAY);
  const suppression = { reason: "hard_bounce", cause: "no_such_mailbox", expiresAt } as const;
  await db.suppression.create({ data: { address, scope: "everything", ...suppression } });
}

type Factor = Omit<Parameters<typeof db.secondFactor.create>[0]["data"], "userId" | "user">;

/** A second factor that counts. Nobody proves it here. */
async function addFactor(userId: string, factor: Factor): Promise<void> {
  await db.secondFactor.create({ data: { userId, confirmedAt: new Date(), ...factor } });
}

/** All that an address can be to us, and what brings it about. */
const makers = {
  new: async () => undefined,
  waiting: async (address: string) => void (await aRegistration({ address })),
  confirmed: async (address: string) => void (await anAccount({ address })),
  "confirmed, with an app": async (address: string) =>
    addFactor((await anAccount({ address })).userId, { kind: "app", secret: "1.nobody-reads-it" }),
  "confirmed, with a passkey and a phone": async (address: string) => {
    const { userId } = await anAccount({ address });
    const passkey = { credentialId: randomUUID(), publicKey: Buffer.alloc(77), signCount: 0n };
    await addFactor(userId, { kind: "passkey", ...passkey });
    await addFactor(userId, { kind: "phone", number: "+4915123456789" });
  },
  "confirmed in another spelling": async (address: string) =>
    void (await anAccount({ address: address.replace(/^s/, "S") })),
  locked: async (address: string) => lockAccount((await anAccount({ address })).userId),
  suppressed: disownEverything,
  "suppressed, with an account": async (address: string) => {
    await anAccount({ address });
    await disownEverything(address);
  },
  bounced: bounce,
  "bounced, with an account": async (address: string) => {
    await anAccount({ address });
    await bounce(address);
  },
  closed: close,
  erased: async (address: string) => {
    await close(address);
    const eraseAt = new Date();
    await db.user.update({ where: { address }, data: { eraseAt } });
    await eraseAccounts(eraseAt);
  },
} as const;

/** What an address can be to us. */
export type State = keyof typeof makers;

/** Whose emails bounce: their pages say so, and one email a day is tried for real. */
export const BOUNCED: readonly State[] = ["bounced", "bounced, with an account"];

/** All but those whose emails bounce, which are compared with each other. */
export const STATES = (Object.keys(makers) as State[]).filter((state) => !BOUNCED.includes(state));

/** Whose reader stopped emails: their waiting page says so, as docs/enumeration.md publishes. */
export const SUPPRESSED: readonly State[] = ["suppressed", "suppressed, with an account"];

/**
 * An address in a state. That emails went there is long ago: the limits of the address count
 * them for everybody, whatever became of it.
 */
export async function anAddressThatIs(state: State): Promise<string> {
  const address = anAddress("somebody");
  await makers[state](address);
  await db.rateLimit.deleteMany();
  return address;
}
