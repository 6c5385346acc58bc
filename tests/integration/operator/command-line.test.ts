import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { operatorCommand } from "@/lib/operator/command-line";
import { anAccount, anAddress, aRegistration } from "../../support/registrations";
import { anAccountWithApp } from "../../support/second-factors";

const WHY = ["--reason", "asked for by telephone"];

const userOf = (address: string) => db.user.findUniqueOrThrow({ where: { address } });
const actionsOn = (subject: string) =>
  db.operatorAction.findMany({ where: { subject }, orderBy: { createdAt: "asc" } });

describe("the first operator", () => {
  test("is made of a confirmed account by its address alone", async () => {
    const { address, userId } = await anAccount();
    const made = await operatorCommand([address]);
    expect(made).toMatchObject({ exitCode: 0, value: { address, outcome: "changed" } });
    expect((await userOf(address)).role).toBe("operator");
    expect(await actionsOn(userId)).toMatchObject([{ name: "role_granted", operatorId: null }]);
    expect(await operatorCommand([address])).toMatchObject({
      exitCode: 0,
      value: { outcome: "unchanged" },
    });
  });

  test("has to confirm the address first, and is told how", async () => {
    const { address } = await aRegistration();
    const waiting = await operatorCommand([address]);
    expect(waiting.exitCode).toBe(1);
    expect(waiting.lines.join()).toContain("Open the link in the email");
    const unknown = await operatorCommand([anAddress()]);
    expect(unknown.exitCode).toBe(1);
    expect(unknown.lines.join()).toContain("Sign up in the app");
    expect((await userOf(address)).role).toBe("member");
  });

  test("is not made of a locked account, and the role can be withdrawn", async () => {
    const { address } = await anAccount();
    await operatorCommand(["user", "lock", address, ...WHY]);
    expect(await operatorCommand([address])).toMatchObject({ exitCode: 1 });
    await operatorCommand(["user", "unlock", address, ...WHY]);
    await operatorCommand([address]);
    expect((await userOf(address)).role).toBe("operator");
    expect(await operatorCommand(["user", "lock", address, ...WHY])).toMatchObject({
      exitCode: 1,
    });
    expect(await operatorCommand(["withdraw", address, ...WHY])).toMatchObject({ exitCode: 0 });
    expect((await userOf(address)).role).toBe("member");
  });
});

describe("support, by script", () => {
  test("lists users by state and search, with the columns of the file that pages export", async () => {
    const waiting = await aRegistration({ address: anAddress("list-waiting") });
    const confirmed = await anAccount({ address: anAddress("list-confirmed") });
    const listed = await operatorCommand(["list", "users", "list-", "--json"]);
    expect(listed.isJson).toBe(true);
    const rows = listed.value as { id: string; address: string; confirmed: Date | null }[];
    expect(rows.map(({ address }) => address).toSorted()).toEqual(
      [waiting.address, confirmed.address].toSorted(),
    );
    const chosen = await operatorCommand(["list", "users", "list-", "--state", "confirmed"]);
    expect(chosen.lines).toHaveLength(1);
    expect(chosen.lines[0]).toContain(confirmed.address);
    const one = await operatorCommand(["list", "users", "--limit", "1"]);
    expect(one.lines).toHaveLength(1);
  });

  test("stops emails to an address, finds that in the list, and lets them through again", async () => {
    const address = anAddress();
    const added = await operatorCommand(["suppression", "add", address, ...WHY]);
    expect(added).toMatchObject({ exitCode: 0, value: { outcome: "suppressed" } });
    const listed = await operatorCommand(["list", "suppressions", address]);
    expect(listed.lines.join()).toContain(`operator  everything  ${address}`);
    const lifted = await operatorCommand(["suppression", "lift", address, ...WHY]);
    expect(lifted).toMatchObject({ exitCode: 0, value: { ours: 1 } });
    const again = await operatorCommand(["suppression", "lift", address, ...WHY]);
    expect(again).toMatchObject({ exitCode: 1, value: { ours: 0 } });
    expect((await operatorCommand(["list", "suppressions", address])).value).toEqual([]);
  });

  test("reads one person's facts and history, by address or id, without a secret", async () => {
    const { address, userId, token, code } = await anAccount();
    const shown = await operatorCommand(["user", "show", address]);
    expect(shown.exitCode).toBe(0);
    const text = shown.lines.join("\n");
    expect(text).toContain(userId);
    expect(text).toContain("Email confirmed");
    const { passwordHash } = await userOf(address);
    for (const secret of [token, code, passwordHash ?? "none", "$argon2"])
      expect(`${text}${JSON.stringify(shown.value)}`).not.toContain(secret);
    const byId = await operatorCommand(["user", "show", userId, "--json"]);
    expect(byId.value).toMatchObject({ address, account: { id: userId } });
    expect(await operatorCommand(["user", "show", anAddress()])).toMatchObject({ exitCode: 1 });
    expect(await operatorCommand(["user", "show", randomUUID()])).toMatchObject({ exitCode: 1 });
  });

  test("confirms, locks, signs out and deletes, each with its reason in the trail", async () => {
    const { address, userId } = await aRegistration();
    const commands = ["resend", "confirm", "lock", "unlock", "delete"];
    for (const verb of commands)
      expect(await operatorCommand(["user", verb, userId, ...WHY])).toMatchObject({
        exitCode: 0,
        value: { address },
      });
    expect((await userOf(address)).eraseAt).not.toBeNull();
    const actions = await actionsOn(userId);
    expect(actions.map(({ name }) => name)).toEqual([
      "mail_resent",
      "confirmed_by_hand",
      "user_locked",
      "user_unlocked",
      "user_deleted",
    ]);
    expect(new Set(actions.map(({ reason }) => reason))).toEqual(new Set([WHY[1]]));
    const twice = await operatorCommand(["user", "delete", userId, ...WHY]);
    expect(twice).toMatchObject({ exitCode: 1, value: { outcome: "unchanged" } });
  });

  test("starts to remove second factors, shows that, and stops it", async () => {
    const { address, userId } = await anAccountWithApp();
    const start = ["user", "remove-factors", address, ...WHY];
    expect(await operatorCommand(start)).toMatchObject({
      exitCode: 0,
      value: { outcome: "started" },
    });
    expect(await operatorCommand(start)).toMatchObject({
      exitCode: 1,
      value: { outcome: "unchanged" },
    });
    const shown = (await operatorCommand(["user", "show", address])).lines.join("\n");
    for (const told of ["Authenticator app, since", "codes left    10", "removal on"])
      expect(shown).toContain(told);
    const keep = ["user", "keep-factors", address, ...WHY];
    expect(await operatorCommand(keep)).toMatchObject({
      exitCode: 0,
      value: { outcome: "stopped" },
    });
    expect((await actionsOn(userId)).map(({ name }) => name)).toEqual([
      "factor_removal_started",
      "factor_removal_stopped",
    ]);
  });

  test("signs somebody out everywhere", async () => {
    const { address, userId } = await anAccount();
    const signedOut = ["user", "sign-out", address, ...WHY];
    // Without a session, too: a link or a code on its way would open one.
    expect(await operatorCommand(signedOut)).toMatchObject({ value: { sessions: 0 } });
    const expiresAt = new Date(Date.now() + 60_000);
    await db.session.create({ data: { userId, userAgent: "", ip: "", expiresAt } });
    expect(await operatorCommand(signedOut)).toMatchObject({
      exitCode: 0,
      value: { outcome: "ended", sessions: 1 },
    });
    expect(await db.session.count({ where: { userId, endedAt: null } })).toBe(0);
  });
});

describe("what is not understood", () => {
  const address = "ada@example.com";
  test.each([
    [[], "Usage"],
    [["list"], "Missing list"],
    [["list", "users", "--state", "asleep"], "waiting, confirmed"],
    [["list", "users", "--limit", "0"], "--limit"],
    [["list", "users", "--code", "rejected"], "--code"],
    [["replay", "17", "--reason", "x"], "not a valid email ID"],
    [["user", "lock", address], "--reason"],
    [["user", "lock", address, "--reason", " "], "--reason"],
    [["user", "lock", "--reason", "x"], "Missing user"],
    [["user", "constructor", address, "--reason", "x"], "Unknown command"],
    [["user", "show"], "Missing user"],
    [["user", "show", address, "twice"], "Unexpected argument"],
    [["suppression", "add", "nobody", "--reason", "x"], "not an email address"],
    [["@"], "not an email address"],
  ])("changes nothing and is explained: %j", async (args, words) => {
    const before = await db.operatorAction.count();
    const { exitCode, lines } = await operatorCommand(args);
    expect(exitCode).toBe(2);
    expect(lines.join("\n")).toContain(words);
    expect(await db.operatorAction.count()).toBe(before);
  });
});
