import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyPassword } from "@/lib/credentials/password-hash";
import { db } from "@/lib/db";
import { currentCode } from "@/lib/verification/code";
import { linkToken } from "@/lib/verification/link-token";
import { startApp, type RunningApp } from "../../support/app";
import { PlainBrowser } from "../../support/plain-browser";
import { aPasswordReset, anAddressChange } from "../../support/recoveries";
import {
  anAccount,
  anAddress,
  aRegistration,
  OTHER_PASSWORD,
  PASSWORD,
} from "../../support/registrations";
import { stateOf } from "../../support/state-of";

let app: RunningApp;

beforeAll(async () => {
  app = await startApp({ env: { DATABASE_URL: process.env.DATABASE_URL! } });
});

afterAll(() => app.stop());

/** Two tabs of one browser. */
function twoTabs(): [PlainBrowser, PlainBrowser] {
  const first = new PlainBrowser(app.url);
  return [first, first.anotherTab()];
}

async function signIn(tab: PlainBrowser, address: string) {
  await tab.open("/sign-in");
  return tab.press("Sign in", { email: address, password: PASSWORD });
}

async function register(tab: PlainBrowser, email = anAddress()): Promise<string> {
  await tab.open("/register");
  await tab.press("Create account", { email, password: PASSWORD });
  return email;
}

const codeOf = async (address: string) =>
  currentCode(await db.verification.findFirstOrThrow({ where: { address } }));
const userOf = (address: string) => db.user.findUniqueOrThrow({ where: { address } });
const isPassword = async (address: string, password: string) =>
  verifyPassword((await userOf(address)).passwordHash, password);

describe("two registrations in two tabs of one browser", () => {
  test("are each confirmed by their own code, in their own tab", async () => {
    const [one, two] = twoTabs();
    const [first, second] = [await register(one), await register(two)];
    const before = await stateOf(second);
    const wrong = await one.press("Confirm", { code: "000000" });
    // Without scripts the answer is a page again: of the same registration.
    expect(wrong.body).toContain("4 attempts left");
    expect(wrong.body).toContain(first);
    expect((await one.press("Confirm", { code: await codeOf(first) })).path).toBe(
      "/account?welcome",
    );
    expect((await userOf(first)).confirmedAt).not.toBeNull();
    expect(await stateOf(second)).toBe(before);
  });

  test("are each sent their own email again, and each tab stays with its own", async () => {
    const [one, two] = twoTabs();
    const [first, second] = [await register(one), await register(two)];
    await db.delivery.updateMany({ data: { createdAt: new Date(Date.now() - 3_600_000) } });
    const before = await stateOf(second);
    const page = await one.press("Resend email");
    expect(page.body).toContain(first);
    expect(page.body).not.toContain(second);
    expect(await db.delivery.count({ where: { address: first } })).toBe(2);
    expect(await stateOf(second)).toBe(before);
  });

  test("are each waited for by whoever signs in with its password", async () => {
    const [one] = twoTabs();
    const [first, second] = [await register(one), await register(one)];
    const page = await signIn(one, first);
    expect(page.body).toContain(first);
    expect(page.body).not.toContain(second);
  });

  test("are each told by their own stream", async () => {
    const [one, two] = twoTabs();
    const [first, second] = [await register(one), await register(two)];
    const { id } = await db.registration.findFirstOrThrow({ where: { address: first } });
    const told = await one.send("GET", `/check-your-email/state?registration=${id}`);
    expect(JSON.parse(told.body)).toMatchObject({ address: first });
    const newest = await one.send("GET", "/check-your-email/state");
    expect(JSON.parse(newest.body)).toMatchObject({ address: second });
    const stranger = new PlainBrowser(app.url);
    await register(stranger);
    for (const named of [id, "x", ""]) {
      const path = `/check-your-email/state?registration=${named}`;
      expect((await stranger.send("GET", path)).status).toBe(404);
    }
  });
});

describe("two links of one kind in two tabs of one browser", () => {
  test("to choose a new password change each its own account's", async () => {
    const [a, b] = [await anAccount(), await anAccount()];
    const [one, two] = twoTabs();
    await one.open(`/reset-password/${(await aPasswordReset(a.address)).token}`);
    await two.open(`/reset-password/${(await aPasswordReset(b.address)).token}`);
    const before = await stateOf(b.address);
    const weak = await one.press("Set new password", { password: "too weak" });
    expect(weak.body).toContain("Use 10 characters or more");
    expect(weak.body).toContain(a.address);
    const done = await one.press("Set new password", { password: OTHER_PASSWORD });
    expect(done.path).toBe("/sign-in?reset");
    expect(await isPassword(a.address, OTHER_PASSWORD)).toBe(true);
    expect(await stateOf(b.address)).toBe(before);
    expect((await two.press("Set new password", { password: OTHER_PASSWORD })).path).toBe(
      "/sign-in?reset",
    );
    expect(await isPassword(b.address, OTHER_PASSWORD)).toBe(true);
  });

  test("to confirm, to undo and to say “not me” act each on their own", async () => {
    const [r1, r2] = [await aRegistration(), await aRegistration()];
    const [a1, a2] = [await anAccount(), await anAccount()];
    const [c1, c2] = [await anAddressChange(a1.userId), await anAddressChange(a2.userId)];
    const [n1, n2] = [await aRegistration(), await aRegistration()];
    for (const { links, button, fields, addresses } of [
      {
        links: [`/confirm/${r1.token}`, `/confirm/${r2.token}`],
        button: "Confirm email",
        fields: { password: PASSWORD },
        addresses: [r1.address, r2.address],
      },
      {
        links: [`/undo/${c1.undoToken}`, `/undo/${c2.undoToken}`],
        button: "Undo the change",
        fields: {},
        addresses: [a1.address, a2.address],
      },
      {
        links: [`/not-me/${n1.notMeToken}`, `/not-me/${n2.notMeToken}`],
        button: "This wasn’t me",
        fields: {},
        addresses: [n1.address, n2.address],
      },
    ] as const) {
      const [one, two] = twoTabs();
      await one.open(links[0]);
      await two.open(links[1]);
      const before = [await stateOf(addresses[0]), await stateOf(addresses[1])];
      await one.press(button, fields);
      expect(await stateOf(addresses[0])).not.toBe(before[0]);
      expect(await stateOf(addresses[1])).toBe(before[1]);
    }
  });

  test("are refused with a sentence when the browser does not hold them any more", async () => {
    const account = await anAccount();
    const [tab] = twoTabs();
    await tab.open(`/reset-password/${(await aPasswordReset(account.address)).token}`);
    const form = tab.hiddenFields("Set new password");
    const before = await stateOf(account.address);
    const stranger = new PlainBrowser(app.url);
    const { headers } = await stranger.post("/reset-password", {
      ...form,
      password: OTHER_PASSWORD,
    });
    const told = await stranger.open(headers.location ?? "");
    expect(told.body).toContain("This page was about another link");
    expect(told.body).toContain("Nothing was changed.");
    expect(await stateOf(account.address)).toBe(before);
  });
});

describe("a change of address", () => {
  test("that is asked for by the same form twice sends one pair of emails", async () => {
    const { address, userId } = await anAccount();
    const tab = new PlainBrowser(app.url);
    await signIn(tab, address);
    await tab.open("/account/address");
    const form = { ...tab.hiddenFields("Change email"), email: anAddress(), password: PASSWORD };
    const answers = await Promise.all([1, 2].map(() => tab.post("/account/address", form)));
    answers.push(await tab.post("/account/address", form));
    for (const { headers } of answers) expect(headers.location).toBe("/account/address?requested");
    expect(await db.addressChange.count({ where: { userId } })).toBe(1);
    expect(await db.delivery.count({ where: { userId, addressChangeId: { not: null } } })).toBe(2);
  });
});

test("whoever registered twice in a browser and opened the first email is told which password counts", async () => {
  const tab = new PlainBrowser(app.url);
  const address = await register(tab);
  await register(tab, address);
  const [first] = await db.verification.findMany({ where: { address }, orderBy: { id: "asc" } });
  const page = await tab.open(`/confirm/${linkToken("confirm-link", first!)}`);
  expect(page.path).toBe("/account?welcome");
  expect(page.body).toContain("the one from the sign-up whose email you opened");
  const once = new PlainBrowser(app.url);
  const other = await register(once);
  await once.press("Confirm", { code: await codeOf(other) });
  expect((await once.open("/account?welcome")).body).not.toContain(
    "the one from the sign-up whose email you opened",
  );
});

test("/confirm in the browser that waits leads to the waiting page", async () => {
  const tab = new PlainBrowser(app.url);
  await register(tab);
  expect((await tab.open("/confirm")).path).toBe("/check-your-email");
});
