// How often each operation goes to the database. An exchange costs the app and PostgreSQL more
// than most statements do, so one more has to be worth it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { anIp } from "../../support/an-ip";
import { startFeedback } from "../../support/feedback";
import { sesEvents } from "../../support/ses-events";
import { statementsOf } from "../../support/statements-of";

const load = async () => ({
  ...(await startFeedback()),
  ...(await import("@/lib/email/provider")),
  ...(await import("@/lib/registration/confirm-with-link")),
  ...(await import("@/lib/registration/inspect-registration-link")),
  ...(await import("@/lib/registration/register")),
  ...(await import("@/lib/session/session-rows")),
  ...(await import("@/lib/sign-in/authenticate")),
  ...(await import("@/lib/verification/record-opening")),
});

let product: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  product = await load();
  // A process asks for the quota once, with its first email.
  await product.readQuota().catch(() => null);
});

afterAll(() => product.stop());

/** Somebody whose network the limits count. */
const aVisitor = () => ({
  browserKeyHash: product.aBrowser(),
  origin: { ...product.ORIGIN, ip: anIp() },
});

test("registering takes 3 statements: two for limits, one for all that is written", async () => {
  const address = product.anAddress();
  const who = { ...aVisitor(), address, originalAddress: address };
  const statements = await statementsOf(() =>
    product.register({ ...who, password: product.PASSWORD }),
  );
  expect(statements).toHaveLength(3);
});

test("confirming by the link takes 4: the link, the confirmation, the session, the opening", async () => {
  const { token, browser } = await product.aRegistration();
  const origin = { ...product.ORIGIN, ip: anIp() };
  const visit = { ...origin, method: "GET", hasLanguage: true, browserKeyHash: browser };
  // As app/confirm/[token]/route.ts does it.
  const statements = await statementsOf(async () => {
    const now = new Date();
    const link = await product.inspectRegistrationLink(token, now);
    const opened = await product.openConfirmationLink(token, browser, origin, now, link);
    if (opened.outcome !== "confirmed") throw new Error(opened.outcome);
    await product.openSession(opened.credentials, { browserKeyHash: browser, origin });
    await product.recordOpening(token, "confirm-link", { ...visit, at: now }, link);
  });
  expect(statements).toHaveLength(4);
});

test("an email takes 6, from its event to its arrival: find, claim, turn, sent, and SES's two events", async () => {
  const { deliveryId } = await product.aRegistration();
  const statements = await statementsOf(async () => {
    await product.sendEmailDelivery(deliveryId);
    await product.tell(sesEvents.send({ deliveryId }));
    await product.tell(sesEvents.delivery({ deliveryId }));
  });
  expect((await product.deliveryOf(deliveryId)).status).toBe("delivered");
  expect(statements).toHaveLength(6);
});

test("signing in takes 4: the person, the limit, the try, the session with the try taken back", async () => {
  const { address, password } = await product.anAccount();
  const who = aVisitor();
  const statements = await statementsOf(async () => {
    const signedIn = await product.authenticate({
      ...who,
      address,
      originalAddress: address,
      password,
    });
    if (signedIn.outcome !== "authenticated") throw new Error(signedIn.outcome);
    await product.openSession(signedIn.credentials, who);
  });
  expect(statements).toHaveLength(4);
  expect(await product.db.signInThrottle.findMany({ where: { failures: { gt: 0 } } })).toEqual([]);
});

test("a page of the account takes 1 to know who is there", async () => {
  const { sessionId } = await product.aSession((await product.anAccount()).userId);
  expect(await statementsOf(() => product.findSession(sessionId))).toHaveLength(1);
});

test("a statement that is sent again is prepared, and its name says which it is", async () => {
  const { token } = await product.aRegistration();
  await product.inspectRegistrationLink(token, new Date());
  const prepared = await product.db.$queryRaw<{ name: string; statement: string }[]>`
    SELECT name, statement FROM pg_prepared_statements`;
  expect(prepared.length).toBeGreaterThan(0);
  expect(prepared.every(({ name }) => /^latchkey_\d+$/.test(name))).toBe(true);
});

test("a connection keeps 300 statements prepared and no more, however many texts there are", async () => {
  for (let n = 1; n <= 310; n += 1) await product.db.$queryRawUnsafe(`SELECT ${n}`);
  const [{ count } = { count: 0 }] = await product.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_prepared_statements`;
  expect(count).toBeGreaterThan(100);
  expect(count).toBeLessThanOrEqual(300);
});
