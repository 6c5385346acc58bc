import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db, type Delivery } from "@/lib/db";
import { startAppThatSendsNothing, type RunningApp } from "../../support/app";
import { anAddressThatIs, STATES, type State } from "../../support/enumeration-states";
import { aPasswordReset } from "../../support/recoveries";
import {
  anAccount,
  anAddress,
  OTHER_PASSWORD,
  PASSWORD,
  ORIGIN,
} from "../../support/registrations";
import { Visit } from "../../support/visit";
import { resetPassword } from "@/lib/password-reset/reset-password";
import { sendEmailDelivery } from "@/lib/email/send-email-delivery";
import { currentCode } from "@/lib/verification/code";
import { linkToken } from "@/lib/verification/link-token";

let app: RunningApp;

beforeAll(async () => {
  // Each test decides what becomes of an email.
  app = await startAppThatSendsNothing(process.env.DATABASE_URL!);
});

afterAll(() => app.stop());

const SENT_PAGE = "/reset-password?sent";

async function newestEmail(address: string): Promise<Delivery> {
  return db.delivery.findFirstOrThrow({
    where: { address: { equals: address, mode: "insensitive" } },
    orderBy: { id: "desc" },
  });
}

type Fate = Pick<Delivery, "status"> & Partial<Pick<Delivery, "failureCode" | "sentAt">>;

async function letBecome(address: string, data: Fate) {
  const { id } = await newestEmail(address);
  await db.delivery.update({ where: { id }, data });
}

/** What a person reads, without the tags. */
const wordsOf = (body: string) =>
  body
    .replace(/<script\b.*?<\/script>/gs, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");

async function read(visit: Visit, path: string): Promise<string> {
  return wordsOf((await visit.browser.open(path)).body);
}

async function someoneWhoForgot(address: string): Promise<Visit> {
  const visit = new Visit(app.url);
  await visit.press("/forgot-password", "Send reset link", { email: address });
  return visit;
}

async function someoneSignedIn() {
  const { address } = await anAccount();
  const visit = new Visit(app.url);
  await visit.press("/sign-in", "Sign in", { email: address, password: PASSWORD });
  return { address, visit };
}

describe("the page after “Forgot password” says how far the email has come", () => {
  test.each<[Fate, RegExp]>([
    [{ status: "queued" }, /Waiting to be sent/],
    [{ status: "deferred", failureCode: "throttled" }, /Delayed.*We’ll keep trying/],
    [{ status: "deferred", failureCode: "waits_for_provider" }, /Delayed.*We’ll send yours/],
    [{ status: "sent" }, /Sent, if there’s an account/],
    [{ status: "delivered" }, /Sent, if there’s an account/],
    [
      { status: "bounced", failureCode: "no_such_mailbox" },
      /Email bounced.*use a different address below.*once a day.*contact the administrator/,
    ],
    [{ status: "failed", failureCode: "content_stopped" }, /Not sent.*our fault/],
    [{ status: "failed", failureCode: "sandbox" }, /Not sent.*our fault/],
    [{ status: "cancelled", failureCode: "suppressed_bounce" }, /Not sent.*earlier email.*bounced/],
    [{ status: "cancelled", failureCode: "suppressed_complaint" }, /Not sent.*as spam/],
  ])("when it is %j", async (fate, words) => {
    const address = anAddress();
    const visit = await someoneWhoForgot(address);
    await letBecome(address, fate);
    const page = await read(visit, SENT_PAGE);
    expect(page).toMatch(words);
    expect(page).not.toMatch(/is on its way|below, or type/);
  });

  const others = STATES.filter((state) => !state.startsWith("suppressed"));

  /** Asks for a new password, lets something become of the email, and looks at the page. */
  async function seenAfter(state: State, become: (address: string) => Promise<unknown>) {
    const address = await anAddressThatIs(state);
    const visit = await someoneWhoForgot(address);
    await become(address);
    await visit.look(SENT_PAGE);
    const { status, headers, cookies, page, data } = visit.seen.at(-1)!;
    return { status, headers, cookies, page, data };
  }

  const send = async (address: string) => sendEmailDelivery((await newestEmail(address)).id);

  test.each<[string, (address: string) => Promise<unknown>]>([
    ["was sent", send],
    ["arrived", (address) => letBecome(address, { status: "delivered", sentAt: new Date() })],
    [
      "came back",
      (address) => letBecome(address, { status: "bounced", failureCode: "no_such_mailbox" }),
    ],
    [
      "was not sent, because an earlier one came back",
      async (address) => {
        await db.suppression.create({
          data: { address, scope: "everything", reason: "hard_bounce", probedAt: new Date() },
        });
        expect(await send(address)).toEqual({ outcome: "cancelled" });
      },
    ],
  ])("and the same in every state of the address when it %s", async (_what, become) => {
    const common = await seenAfter("new", become);
    for (const state of others.slice(1))
      expect(await seenAfter(state, become), state).toEqual(common);
  });

  test("and tells no difference between sent and not needed, which only an account makes", async () => {
    const sent = await seenAfter("new", send);
    const cancelled = (address: string) => letBecome(address, { status: "cancelled" });
    expect(await seenAfter("confirmed", cancelled)).toEqual(sent);
    // A registration that was reported stops its own kind of email, and not this one.
    const disowned = (address: string) =>
      letBecome(address, { status: "cancelled", failureCode: "suppressed" });
    expect(await seenAfter("waiting", disowned)).toEqual(sent);
  });

  test("and that its reader wants none, whoever they are, after “This was not me”", async () => {
    const [first, second] = await Promise.all(
      (["suppressed", "suppressed, with an account"] as const).map((state) =>
        seenAfter(state, send),
      ),
    );
    expect(wordsOf(first!.page.join(""))).toMatch(/Not sent.*not to send these emails for 30 days/);
    expect(second).toEqual(first);
  });

  test("and that it has done its work, to the browser alone that chose the password", async () => {
    const { address } = await anAccount();
    const visit = await someoneWhoForgot(address);
    const [verification] = await db.verification.findMany({
      where: { address, purpose: "reset_password" },
    });
    await send(address);
    await visit.press("/reset-password", "Continue", {
      code: currentCode(
        await db.verification.findUniqueOrThrow({ where: { id: verification!.id } }),
      ),
    });
    await visit.press("/reset-password", "Set new password", { password: OTHER_PASSWORD });
    expect(await read(visit, SENT_PAGE)).toMatch(/Password changed.*won’t get another email/);
  });

  test("and nothing of that to a stranger whose wish the owner's link fulfilled", async () => {
    const { address } = await anAccount();
    const stranger = await someoneWhoForgot(address);
    await send(address);
    const verification = await db.verification.findFirstOrThrow({
      where: { address, purpose: "reset_password" },
    });
    const token = linkToken("reset-link", verification);
    expect((await resetPassword(token, OTHER_PASSWORD, ORIGIN)).outcome).toBe("reset");
    expect(await read(stranger, SENT_PAGE)).toMatch(/Sent, if there’s an account/);
  });
});

describe("no page promises an email that came back or was not sent", () => {
  test("not of a change of address: to the new address, and to the old one", async () => {
    const { address, visit } = await someoneSignedIn();
    const to = anAddress("new");
    await visit.press("/account/address", "Change email", { email: to, password: PASSWORD });
    expect(await read(visit, "/account/address")).toMatch(
      new RegExp(`Open the link in our email to ${to}.*Waiting to be sent`),
    );
    await letBecome(to, { status: "bounced", failureCode: "no_such_mailbox" });
    await letBecome(address, { status: "cancelled", failureCode: "suppressed_bounce" });
    const page = await read(visit, "/account/address");
    expect(page).toMatch(/didn’t arrive.*Email bounced.*Cancel the change/);
    expect(page).toMatch(/Our email about it to .* didn’t arrive/);
    expect(page).not.toContain("Open the link in our email");
  });

  test("not of a new password", async () => {
    const { address, visit } = await someoneSignedIn();
    await visit.press("/account/password", "Change password", {
      currentPassword: PASSWORD,
      newPassword: OTHER_PASSWORD,
    });
    await letBecome(address, { status: "cancelled", failureCode: "suppressed_bounce" });
    expect(await read(visit, "/account/password?changed")).toMatch(
      /Password changed.*Not sent.*bounced.*Change your email/,
    );
  });

  test("and the owner's own page says that emails to them bounce, and what to do", async () => {
    const { address, visit } = await someoneSignedIn();
    expect(await read(visit, "/account")).not.toContain("bounce");
    const createdAt = new Date("2026-11-20T12:00:00Z");
    const bounce = { reason: "hard_bounce", cause: "no_such_mailbox", createdAt } as const;
    await db.suppression.create({ data: { address, scope: "everything", ...bounce } });
    const words = /bounced since 20 November 2026.*this mailbox doesn’t exist\..*Change your email/;
    expect(await read(visit, "/account")).toMatch(words);
    // Whoever knows the address alone reads nothing of it.
    const stranger = new Visit(app.url);
    await stranger.press("/sign-in", "Sign in", { email: address, password: OTHER_PASSWORD });
    expect(await read(stranger, "/sign-in")).not.toContain("bounce");
  });

  test("not of the way back into an account that is being deleted", async () => {
    const { address, visit } = await someoneSignedIn();
    await db.suppression.create({ data: { address, scope: "everything", reason: "operator" } });
    expect(await read(visit, "/account/delete")).toContain("We couldn’t email you the link");
    await visit.press("/account/delete", "Delete my account", { password: PASSWORD });
    const { id, auditEventId } = await newestEmail(address);
    await sendEmailDelivery(id);
    const page = `/account-deleted?request=${auditEventId}`;
    expect(await read(visit, page)).toMatch(/Not sent.*blocked.*contact the administrator/);
    const stranger = new Visit(app.url);
    await stranger.press("/forgot-password", "Send reset link", { email: anAddress() });
    expect(await read(stranger, page)).not.toContain("Not sent");
  });
});

test("who asks again while the last email is under way is told when to, and no more", async () => {
  const visit = new Visit(app.url);
  const form = { email: anAddress(), password: PASSWORD };
  await visit.press("/register", "Create account", form);
  await visit.press("/check-your-email", "Resend email");
  const words = wordsOf(visit.seen.at(-1)!.page.join(""));
  expect(words).toMatch(/You asked for an email a moment ago/);
  expect(words).not.toContain("on its way");
});

test("a wish that a browser without the link asks about is no one else's business", async () => {
  const { address } = await anAccount();
  await aPasswordReset(address);
  expect(await read(new Visit(app.url), SENT_PAGE)).toContain("Request a reset link first");
});
