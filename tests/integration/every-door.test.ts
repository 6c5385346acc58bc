import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { activateRegistration } from "@/lib/accounts/activate-registration";
import { authenticate } from "@/lib/accounts/authenticate";
import { confirmAddressChange } from "@/lib/accounts/confirm-address-change";
import { confirmByCode } from "@/lib/accounts/confirm-by-code";
import { openConfirmationLink } from "@/lib/accounts/confirm-by-link";
import { correctAddress } from "@/lib/accounts/correct-address";
import { disownMail } from "@/lib/accounts/disown-mail";
import { eraseAccounts } from "@/lib/accounts/erase-accounts";
import { exchangeResetCode } from "@/lib/accounts/exchange-reset-code";
import { handOver } from "@/lib/accounts/hand-over";
import { requestDeletion } from "@/lib/accounts/request-deletion";
import { resendConfirmation } from "@/lib/accounts/resend-confirmation";
import { resetPassword } from "@/lib/accounts/reset-password";
import { sendMail } from "@/lib/accounts/send-mail";
import { undo } from "@/lib/accounts/undo";
import { after, MINUTE } from "@/lib/clock";
import { db } from "@/lib/db";
import { lockUser } from "@/lib/operator/lock-user";
import { linkToken } from "@/lib/verification/link-token";
import { aPasswordReset, aSession, anAddressChange } from "../support/recoveries";
import {
  aBrowser,
  anAccount,
  anAddress,
  aRegistration,
  ORIGIN,
  OTHER_PASSWORD,
  PASSWORD,
} from "../support/registrations";

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
type Known = Pick<Subject, "address"> & Partial<Subject>;

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
  const acting = { actionId: randomUUID(), operatorId: null, reason: "misused" };
  await lockUser(account.session.userId, acting);
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
  await confirmAddressChange(account.change.token, proof, ORIGIN);
  return account;
}

const states = {
  new: (): Promise<Known> => Promise.resolve({ address: anAddress("new") }),
  waiting: aWaitingAddress,
  confirmed: anOpenAccount as () => Promise<Known>,
  closed: aClosedAccount as () => Promise<Known>,
  locked: aLockedAccount as () => Promise<Known>,
  erased: anErasedAccount as () => Promise<Known>,
  moved: aMovedAccount as () => Promise<Known>,
};

type State = keyof typeof states;

const typed = (address: string) => ({ address, originalAddress: address });
const inTwoMinutes = () => after(new Date(), 2 * MINUTE);

async function signIn(address: string, password: string): Promise<string> {
  const who = { ...typed(address), password, browserKeyHash: aBrowser(), origin: ORIGIN };
  return (await authenticate(who)).outcome;
}

/** Sends the mail of a delivery, and tells which one it became. */
async function mailOf(deliveryId: string): Promise<string> {
  const { outcome } = await sendMail(deliveryId);
  const sent = await db.delivery.findUnique({ where: { id: deliveryId } });
  return sent && outcome === "sent" ? sent.template : outcome;
}

async function correctTo(browser: string, address: string): Promise<string> {
  const correction = { ...typed(address), browserKeyHash: browser, origin: ORIGIN };
  return (await correctAddress(correction)).outcome;
}

const NOBODY = "nothing to try it with";

/** Every way in, and what brings an email; each is tried at an address of its own. */
const doors: Record<string, (subject: Known) => Promise<string>> = {
  register: async ({ address }) => mailOf((await aRegistration({ address })).deliveryId),
  resend: async ({ registration }) => {
    const browser = registration?.browser ?? aBrowser();
    return (await resendConfirmation(browser, ORIGIN, inTwoMinutes())).outcome;
  },
  "correct to it": async ({ address }) => correctTo((await aRegistration()).browser, address),
  "correct away from it": ({ registration }) =>
    correctTo(registration?.browser ?? aBrowser(), anAddress()),
  code: async ({ registration }) => {
    const { browser, code } = registration ?? { browser: aBrowser(), code: "123456" };
    return (await confirmByCode(browser, code, ORIGIN)).outcome;
  },
  link: async ({ registration }) =>
    registration
      ? (await openConfirmationLink(registration.token, registration.browser, ORIGIN)).outcome
      : NOBODY,
  "hand-over": async ({ registration }) =>
    (await handOver(registration?.browser ?? aBrowser())) ? "let in" : "stays outside",
  "sign in": ({ address }) => signIn(address, PASSWORD),
  "sign in with a wrong password": ({ address }) => signIn(address, "not the password"),
  "session of before": async ({ session }) => {
    if (!session) return NOBODY;
    const row = await db.session.findUnique({ where: { id: session.sessionId } });
    return row ? (row.endedAt ? "ended" : "lives") : "gone";
  },
  "forgot password": async ({ address }) => mailOf((await aPasswordReset(address)).deliveryId),
  "reset link": async ({ address }) =>
    (await resetPassword((await aPasswordReset(address)).token, OTHER_PASSWORD, ORIGIN)).outcome,
  "reset code": async ({ address }) => {
    const { browser, code } = await aPasswordReset(address);
    return (await exchangeResetCode(browser, code, ORIGIN)).outcome;
  },
  "reset link of before": async ({ reset }) =>
    reset ? (await resetPassword(reset.token, OTHER_PASSWORD, ORIGIN)).outcome : NOBODY,
  "reset code of before": async ({ reset }) =>
    reset ? (await exchangeResetCode(reset.browser, reset.code, ORIGIN)).outcome : NOBODY,
  "move another account to it": async ({ address }) => {
    const { userId } = await anAccount();
    const { token } = await anAddressChange(userId, { to: address });
    return (await confirmAddressChange(token, { userId, password: null }, ORIGIN)).outcome;
  },
  "move it away": async ({ change, session }) => {
    if (!change || !session) return NOBODY;
    const proof = { userId: session.userId, password: null };
    return (await confirmAddressChange(change.token, proof, ORIGIN)).outcome;
  },
  undo: async ({ undoToken }) => (undoToken ? (await undo(undoToken, ORIGIN)).outcome : NOBODY),
  "not me, at the registration": async ({ registration }) =>
    registration ? (await disownMail(registration.notMeToken, ORIGIN)).outcome : NOBODY,
  "not me, at the new password": async ({ reset }) =>
    reset ? (await disownMail(reset.notMeToken, ORIGIN)).outcome : NOBODY,
  delete: async ({ session }) =>
    session ? (await requestDeletion(session, PASSWORD)).outcome : NOBODY,
};

const table: Record<string, Record<State, string>> = {};
/** One row: what a door answers in each state, in the order of `states`. */
function row(door: string, ...answers: string[]): void {
  const names = Object.keys(states) as State[];
  table[door] = Object.fromEntries(names.map((name, n) => [name, answers[n]!])) as Record<
    State,
    string
  >;
}

// new, waiting, confirmed, closed, locked, erased, moved (the old address of an account that
// moved: there a code that was sent before leads to a link that is void).
row(
  "register",
  "confirm_email",
  "confirm_email",
  "already_registered",
  "already_registered",
  "already_registered",
  "confirm_email",
  "confirm_email",
);
row(
  "resend",
  "no_registration",
  "requested",
  "requested",
  "requested",
  "requested",
  "no_registration",
  "requested",
);
row("correct to it", ...Array<string>(7).fill("corrected"));
row(
  "correct away from it",
  "no_registration",
  "corrected",
  "confirmed",
  "confirmed",
  "confirmed",
  "no_registration",
  "confirmed",
);
row(
  "code",
  "no_registration",
  "confirmed",
  "already_confirmed",
  "already_confirmed",
  "already_confirmed",
  "no_registration",
  "already_confirmed",
);
row("link", NOBODY, "confirmed", "used", "used", "used", "unknown", "used");
row(
  "hand-over",
  "stays outside",
  "stays outside",
  "let in",
  "stays outside",
  "stays outside",
  "stays outside",
  "let in",
);
row(
  "sign in",
  "refused",
  "unconfirmed",
  "authenticated",
  "deletion_pending",
  "account_locked",
  "refused",
  "refused",
);
row("sign in with a wrong password", ...Array<string>(7).fill("refused"));
row("session of before", NOBODY, NOBODY, "lives", "ended", "ended", "gone", "lives");
row(
  "forgot password",
  "no_account",
  "confirm_email",
  "reset_password",
  "account_deletion",
  "reset_password",
  "no_account",
  "no_account",
);
row("reset link", "void", "void", "reset", "void", "reset", "void", "void");
row(
  "reset code",
  "wrong_code",
  "wrong_code",
  "accepted",
  "wrong_code",
  "accepted",
  "wrong_code",
  "wrong_code",
);
row("reset link of before", NOBODY, "void", "reset", "void", "void", "unknown", "void");
row(
  "reset code of before",
  NOBODY,
  "wrong_code",
  "accepted",
  "wrong_code",
  "wrong_code",
  "no_request",
  "accepted",
);
row(
  "move another account to it",
  "changed",
  "changed",
  "void",
  "void",
  "void",
  "changed",
  "changed",
);
row("move it away", NOBODY, NOBODY, "changed", "void", "void", "unknown", "used");
row("undo", NOBODY, NOBODY, "cancelled", "kept", "cancelled", "unknown", "restored");
row(
  "not me, at the registration",
  NOBODY,
  "disowned",
  "too_late",
  "too_late",
  "too_late",
  "unknown",
  "too_late",
);
row(
  "not me, at the new password",
  NOBODY,
  "disowned",
  "disowned",
  "disowned",
  "disowned",
  "unknown",
  "disowned",
);
row("delete", NOBODY, NOBODY, "requested", "requested", "requested", "wrong_password", "requested");

test.each(Object.keys(states) as State[])(
  "every door answers an address that is %s as the table says",
  { timeout: 60_000 },
  async (state) => {
    const knocks = Object.entries(doors).map(async ([door, knock]) => [
      door,
      await knock(await states[state]()),
    ]);
    const answers = Object.fromEntries(await Promise.all(knocks)) as Record<string, string>;
    expect(answers).toEqual(
      Object.fromEntries(Object.entries(table).map(([door, answer]) => [door, answer[state]])),
    );
  },
);
