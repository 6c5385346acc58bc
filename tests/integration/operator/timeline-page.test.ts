import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { startApp, type RunningApp } from "../../support/app";
import { someoneSignedInAt } from "../../support/operators";
import { PlainBrowser } from "../../support/plain-browser";
import { aPasswordReset } from "../../support/recoveries";
import { anAccount, anAddress, aRegistration, everythingAbout } from "../../support/registrations";

let app: RunningApp;
let operator: Awaited<ReturnType<typeof someoneSignedInAt>>;

beforeAll(async () => {
  app = await startApp({ env: { DATABASE_URL: process.env.DATABASE_URL! } });
  operator = await someoneSignedInAt(app.url, "operator");
});

afterAll(() => app.stop());

describe("the page of a person", () => {
  test("is not there for a member, and leads a visitor to sign in", async () => {
    const { userId } = await aRegistration();
    const pages = [
      `/operator/people/${userId}`,
      "/operator/people?address=ada@example.com",
      "/operator/replay?code=sandbox",
      `/operator/replay/${randomUUID()}`,
    ];
    const member = await someoneSignedInAt(app.url, "member");
    for (const path of pages) {
      expect((await member.browser.open(path)).status, path).toBe(404);
      expect((await new PlainBrowser(app.url).open(path)).path).toMatch(/^\/sign-in/);
    }
  });

  test("holds no token, code, hash or browser’s key, nor the id of what they are made from", async () => {
    const person = await anAccount();
    const reset = await aPasswordReset(person.address);
    const user = await db.user.findUniqueOrThrow({ where: { id: person.userId } });
    const { body, status } = await operator.browser.open(`/operator/people/${person.userId}`);
    expect(status).toBe(200);
    expect(body).toContain("Requested a password reset");
    const ids = (await everythingAbout(person.address)).verifications.map(({ id }) => id);
    const secrets = [person, reset].flatMap((each) => [
      ...[each.token, each.notMeToken, each.browser],
    ]);
    for (const secret of [...secrets, ...ids, user.passwordHash!])
      expect(body).not.toContain(secret);
    expect(body).not.toContain("$argon2");
    const text = body.replace(/<[^>]*>/g, " ");
    expect(text).not.toMatch(new RegExp(`\\b(${person.code}|${reset.code})\\b`));
  });

  test("is not found for an id that nobody has or that is none", async () => {
    for (const id of [randomUUID(), "nonsense"])
      expect((await operator.browser.open(`/operator/people/${id}`)).status).toBe(404);
  });

  test("is found by an address, and tells of one without an account what is known", async () => {
    const { userId, address } = await aRegistration();
    const query = (typed: string) => `/operator/people?${new URLSearchParams({ address: typed })}`;
    expect((await operator.browser.open(query(address))).path).toBe(`/operator/people/${userId}`);
    const nobody = anAddress("nobody");
    await aPasswordReset(nobody);
    const { body } = await operator.browser.open(query(nobody));
    expect(body).toContain("No account with this email");
    expect(body).toContain("Requested a password reset");
    expect((await operator.browser.open(query("nonsense"))).body).toContain("No one found for");
  });
});
