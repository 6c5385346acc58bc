import { expect, test } from "vitest";
import { authenticate } from "@/lib/sign-in/authenticate";
import { confirmEmailChange } from "@/lib/email-change/confirm-email-change";
import { confirmWithCode } from "@/lib/registration/confirm-with-code";
import { openConfirmationLink } from "@/lib/registration/confirm-with-link";
import { correctAddress } from "@/lib/registration/correct-address";
import { reportUnrequestedEmail } from "@/lib/account/report-unrequested-email";
import { exchangeResetCode } from "@/lib/password-reset/exchange-reset-code";
import { signInWaitingBrowser } from "@/lib/registration/sign-in-waiting-browser";
import { requestDeletion } from "@/lib/account/request-deletion";
import { resendConfirmation } from "@/lib/registration/resend-confirmation";
import { resetPassword } from "@/lib/password-reset/reset-password";
import { sendEmailDelivery } from "@/lib/email/send-email-delivery";
import { undo } from "@/lib/email-change/undo";
import { after, MINUTE } from "@/lib/clock";
import { db } from "@/lib/db";
import { accountStates, type Known } from "../../support/account-states";
import { aPasswordReset, anAddressChange } from "../../support/recoveries";
import {
  aBrowser,
  anAccount,
  anAddress,
  aRegistration,
  ORIGIN,
  OTHER_PASSWORD,
  PASSWORD,
} from "../../support/registrations";
import { pageOf, requestOf } from "../../support/shown";

type State = keyof typeof accountStates;

const typed = (address: string) => ({ address, originalAddress: address });
const inTwoMinutes = () => after(new Date(), 2 * MINUTE);

async function signIn(address: string, password: string): Promise<string> {
  const who = { ...typed(address), password, browserKeyHash: aBrowser(), origin: ORIGIN };
  return (await authenticate(who)).outcome;
}

/** Sends the email of a delivery, and tells which one it became. */
async function mailOf(deliveryId: string): Promise<string> {
  const { outcome } = await sendEmailDelivery(deliveryId);
  const sent = await db.delivery.findUnique({ where: { id: deliveryId } });
  return sent && outcome === "sent" ? sent.template : outcome;
}

async function correctTo(browser: string, address: string): Promise<string> {
  const correction = { ...typed(address), ...(await pageOf(browser)), origin: ORIGIN };
  return (await correctAddress(correction)).outcome;
}

const NOBODY = "-";

/** Every way in, and what brings an email; each is tried at an address of its own. */
const doors: Record<string, (subject: Known) => Promise<string>> = {
  register: async ({ address }) => mailOf((await aRegistration({ address })).deliveryId),
  resend: async ({ registration }) => {
    const browser = registration?.browser ?? aBrowser();
    return (await resendConfirmation(await pageOf(browser), ORIGIN, inTwoMinutes())).outcome;
  },
  "correct to it": async ({ address }) => correctTo((await aRegistration()).browser, address),
  "correct away from it": ({ registration }) =>
    correctTo(registration?.browser ?? aBrowser(), anAddress()),
  code: async ({ registration }) => {
    const { browser, code } = registration ?? { browser: aBrowser(), code: "123456" };
    return (await confirmWithCode(await pageOf(browser), code, ORIGIN)).outcome;
  },
  link: async ({ registration }) =>
    registration
      ? (await openConfirmationLink(registration.token, registration.browser, ORIGIN)).outcome
      : NOBODY,
  "hand-over": async ({ registration }) =>
    (await signInWaitingBrowser(await pageOf(registration?.browser ?? aBrowser())))
      ? "let in"
      : "stays outside",
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
    return (await exchangeResetCode(await requestOf(browser), code, ORIGIN)).outcome;
  },
  "reset link of before": async ({ reset }) =>
    reset ? (await resetPassword(reset.token, OTHER_PASSWORD, ORIGIN)).outcome : NOBODY,
  "reset code of before": async ({ reset }) =>
    reset
      ? (await exchangeResetCode(await requestOf(reset.browser), reset.code, ORIGIN)).outcome
      : NOBODY,
  "move another account to it": async ({ address }) => {
    const { userId } = await anAccount();
    const { token } = await anAddressChange(userId, { to: address });
    return (await confirmEmailChange(token, { userId, password: null }, ORIGIN)).outcome;
  },
  "move it away": async ({ change, session }) => {
    if (!change || !session) return NOBODY;
    const proof = { userId: session.userId, password: null };
    return (await confirmEmailChange(change.token, proof, ORIGIN)).outcome;
  },
  undo: async ({ undoToken }) => (undoToken ? (await undo(undoToken, ORIGIN)).outcome : NOBODY),
  "not me, at the registration": async ({ registration }) =>
    registration ? (await reportUnrequestedEmail(registration.notMeToken, ORIGIN)).outcome : NOBODY,
  "not me, at the new password": async ({ reset }) =>
    reset ? (await reportUnrequestedEmail(reset.notMeToken, ORIGIN)).outcome : NOBODY,
  delete: async ({ session }) =>
    session ? (await requestDeletion(session, PASSWORD)).outcome : NOBODY,
};

/**
 * What each door answers; "-": there is nothing to try it with. "moved" is the old address of an
 * account that moved: there a code that was sent before leads to a link that is void.
 */
const TABLE = `
  door                          | new             | waiting       | confirmed          | closed             | locked             | erased          | moved
  register                      | confirm_email   | confirm_email | already_registered | already_registered | already_registered | confirm_email   | confirm_email
  resend                        | no_registration | requested     | requested          | requested          | requested          | no_registration | requested
  correct to it                 | corrected       | corrected     | corrected          | corrected          | corrected          | corrected       | corrected
  correct away from it          | no_registration | corrected     | confirmed          | confirmed          | confirmed          | no_registration | confirmed
  code                          | no_registration | confirmed     | already_confirmed  | already_confirmed  | already_confirmed  | no_registration | already_confirmed
  link                          | -               | confirmed     | used               | used               | used               | unknown         | used
  hand-over                     | stays outside   | stays outside | let in             | stays outside      | stays outside      | stays outside   | let in
  sign in                       | refused         | unconfirmed   | authenticated      | deletion_pending   | account_locked     | refused         | refused
  sign in with a wrong password | refused         | refused       | refused            | refused            | refused            | refused         | refused
  session of before             | -               | -             | lives              | ended              | ended              | gone            | lives
  forgot password               | no_account      | confirm_email | reset_password     | account_deletion   | reset_password     | no_account      | no_account
  reset link                    | void            | void          | reset              | void               | reset              | void            | void
  reset code                    | wrong_code      | wrong_code    | accepted           | wrong_code         | accepted           | wrong_code      | wrong_code
  reset link of before          | -               | void          | reset              | void               | void               | unknown         | void
  reset code of before          | -               | wrong_code    | accepted           | wrong_code         | wrong_code         | no_request      | accepted
  move another account to it    | changed         | changed       | void               | void               | void               | changed         | changed
  move it away                  | -               | -             | changed            | void               | void               | unknown         | used
  undo                          | -               | -             | cancelled          | kept               | cancelled          | unknown         | restored
  not me, at the registration   | -               | reported      | too_late           | too_late           | too_late           | unknown         | too_late
  not me, at the new password   | -               | reported      | reported           | reported           | reported           | unknown         | reported
  delete                        | -               | -             | requested          | wrong_password     | wrong_password     | wrong_password  | requested
`;

/** The table's column of a state, by door. */
function answersFor(state: State): Record<string, string> {
  const [head = [], ...rows] = TABLE.trim()
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()));
  return Object.fromEntries(rows.map((row) => [row[0]!, row[head.indexOf(state)]!]));
}

test.each(Object.keys(accountStates) as State[])(
  "every door answers an address that is %s as the table says",
  { timeout: 180_000 },
  async (state) => {
    const knocks = Object.entries(doors).map(async ([door, knock]) => [
      door,
      await knock(await accountStates[state]()),
    ]);
    const answers = Object.fromEntries(await Promise.all(knocks)) as Record<string, string>;
    expect(answers).toEqual(answersFor(state));
  },
);
