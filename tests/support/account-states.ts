import { activateRegistration } from "@/lib/registration/activate";
import { confirmEmailChange } from "@/lib/email-change/confirm-email-change";
import { eraseAccounts } from "@/lib/account/erase-accounts";
import { requestDeletion } from "@/lib/account/request-deletion";
import { db } from "@/lib/db";
import { linkToken } from "@/lib/verification/link-token";
import { lockAccount } from "./lock-account";
import { aPasswordReset, aSession, anAddressChange } from "./recoveries";
import { anAddress, aRegistration, ORIGIN, PASSWORD } from "./registrations";

/** An address, and what was sent and opened for it before it came into its state. */
type Subject = {
  address: string;
  registration: Awaited<ReturnType<typeof aRegistration>>;
  reset: Awaited<ReturnType<typeof aPasswordReset>>;
  change: Awaited<ReturnType<typeof anAddressChange>>;
  session: Awaited<ReturnType<typeof aSession>>;
  /** Takes the last thing back that happened to the account. */
  undoToken: string;
};
/** What nobody has used yet has nothing but an address. */
export type Known = Pick<Subject, "address"> & Partial<Subject>;

async function aWaitingAddress(): Promise<Known> {
  const registration = await aRegistration();
  const { address } = registration;
  return { address, registration, reset: await aPasswordReset(address) };
}

/** Confirmed on another device than the one that waits, which was not let in yet. */
async function anOpenAccount(): Promise<Subject> {
  const registration = await aRegistration();
  const { verificationId, address, userId } = registration;
  const elsewhere = { verificationId, isRegisteringBrowser: false, origin: ORIGIN };
  await activateRegistration(elsewhere, new Date());
  const reset = await aPasswordReset(address);
  const change = await anAddressChange(userId);
  const session = await aSession(userId);
  return { address, registration, reset, change, session, undoToken: change.undoToken };
}

async function aClosedAccount(): Promise<Subject> {
  const account = await anOpenAccount();
  await requestDeletion(account.session, PASSWORD);
  const keep = await db.verification.findFirstOrThrow({
    where: { userId: account.session.userId, purpose: "undo_deletion" },
  });
  return { ...account, undoToken: linkToken("undo-link", keep) };
}

async function aLockedAccount(): Promise<Subject> {
  const account = await anOpenAccount();
  await lockAccount(account.session.userId);
  return account;
}

async function anErasedAccount(): Promise<Subject> {
  const account = await aClosedAccount();
  const eraseAt = new Date();
  await db.user.update({ where: { id: account.session.userId }, data: { eraseAt } });
  // Another door's round may hold it.
  do await eraseAccounts(eraseAt);
  while ((await db.user.count({ where: { id: account.session.userId } })) > 0);
  return account;
}

/** The address that the account had before. */
async function aMovedAccount(): Promise<Subject> {
  const account = await anOpenAccount();
  const { userId } = account.session;
  const proof = { userId, password: null };
  await confirmEmailChange(account.change.token, proof, ORIGIN);
  return account;
}

/** All that an address can be, and how it came to be that. */
export const accountStates = {
  new: (): Promise<Known> => Promise.resolve({ address: anAddress("new") }),
  waiting: aWaitingAddress,
  confirmed: anOpenAccount as () => Promise<Known>,
  closed: aClosedAccount as () => Promise<Known>,
  locked: aLockedAccount as () => Promise<Known>,
  erased: anErasedAccount as () => Promise<Known>,
  moved: aMovedAccount as () => Promise<Known>,
};
