import { describe, expect, test } from "vitest";
import { after, MINUTE } from "@/lib/clock";
import { revokeAccess } from "@/lib/credentials/revoke-access";
import { db, inTransaction } from "@/lib/db";
import { env } from "@/lib/env";
import { buildSecondFactorRequest, buildSignInRequest } from "@/lib/passkey/passkey-requests";
import { isExpired, provePasskey } from "@/lib/passkey/prove-passkey";
import { signInWithPasskey } from "@/lib/passkey/sign-in-with-passkey";
import { removeFactor } from "@/lib/second-factor/factors";
import { completeSignIn, findPendingSignIn } from "@/lib/session/pending-sign-in";
import { openSession } from "@/lib/session/session-rows";
import { anAuthenticator } from "../../support/authenticator";
import { addAPasskey, aPasskeyOwner, signedInAs } from "../../support/passkeys";
import { aBrowser, ORIGIN } from "../../support/registrations";

/** A sign-in of a user whose password was right and that waits for the second factor. */
async function aWaitingSignIn(userId: string) {
  const browserKeyHash = aBrowser();
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  const credentials = { userId, passwordHash: passwordHash ?? "" };
  const opened = await openSession(credentials, { browserKeyHash, origin: ORIGIN });
  if (opened?.outcome !== "factor_needed") throw new Error("no second factor was asked for");
  const pending = await findPendingSignIn(opened.pendingSignInId, browserKeyHash);
  if (!pending) throw new Error("the sign-in does not wait");
  return pending;
}

type Waiting = Awaited<ReturnType<typeof aWaitingSignIn>>;

/** Hands an answer in at the second step. */
function complete(waiting: Waiting, answer: string) {
  const prove = provePasskey(waiting, answer, ORIGIN);
  const completion = { way: "passkey", prove, origin: ORIGIN, replacedSessionId: null } as const;
  return completeSignIn(waiting, completion);
}

const ask = (waiting: Waiting, now = new Date()) =>
  buildSecondFactorRequest(waiting, waiting.browserKeyHash, now);

describe("at the second step a passkey", () => {
  test("of the user is asked for by its id and completes the sign-in", async () => {
    const { authenticator, userId } = await aPasskeyOwner();
    const waiting = await aWaitingSignIn(userId);
    const asked = await ask(waiting);
    expect(asked.allowCredentials).toEqual([
      { id: authenticator.id, type: "public-key", transports: ["internal"] },
    ]);
    // The password was right already, so a key that asks for no PIN will do.
    const result = await complete(waiting, authenticator.answer(asked, { isVerified: false }));
    if (result.outcome !== "opened") throw new Error(`came to "${result.outcome}"`);
    const session = await db.session.findUniqueOrThrow({ where: { id: result.sessionId } });
    expect(session.factorProvedAt).not.toBeNull();
  });

  test("may be any of the user's", async () => {
    const owner = await aPasskeyOwner();
    const { authenticator } = await addAPasskey(owner);
    const waiting = await aWaitingSignIn(owner.userId);
    const asked = await ask(waiting);
    expect(asked.allowCredentials).toHaveLength(2);
    expect(await complete(waiting, authenticator.answer(asked))).toMatchObject({
      outcome: "opened",
    });
  });

  test("that was removed while the sign-in waited proves nothing", async () => {
    const owner = await aPasskeyOwner();
    await addAPasskey(owner);
    const waiting = await aWaitingSignIn(owner.userId);
    const answer = owner.authenticator.answer(await ask(waiting));
    await removeFactor(signedInAs(owner), owner.passkeyId);
    expect(await complete(waiting, answer)).toEqual({ outcome: "wrong" });
  });

  test("of somebody else proves nothing", async () => {
    const [{ userId }, other] = [await aPasskeyOwner(), await aPasskeyOwner()];
    const waiting = await aWaitingSignIn(userId);
    const answer = other.authenticator.answer(await ask(waiting));
    expect(await complete(waiting, answer)).toEqual({ outcome: "wrong" });
  });

  test("answers for one sign-in alone, and once", async () => {
    const { authenticator, userId } = await aPasskeyOwner(
      anAuthenticator(env.APP_URL, { count: 0 }),
    );
    const [first, second] = [await aWaitingSignIn(userId), await aWaitingSignIn(userId)];
    const answer = authenticator.answer(await ask(first));
    expect(await complete(second, answer)).toEqual({ outcome: "wrong" });
    expect(await complete(first, answer)).toMatchObject({ outcome: "opened" });
    expect(await complete(first, answer)).toEqual({ outcome: "over" });
  });

  test("whose count did not grow is refused, and the trail and an email tell of it", async () => {
    const { authenticator, userId, address } = await aPasskeyOwner();
    const waiting = await aWaitingSignIn(userId);
    const answer = authenticator.answer(await ask(waiting), { count: 1 });
    expect(await complete(waiting, answer)).toEqual({ outcome: "wrong" });
    const told = await db.delivery.findFirst({
      where: { address, auditEvent: { name: "passkey_clone_suspected", userId } },
    });
    expect(told?.template).toBe("second_factor_changed");
  });

  test("that was looked for too long is told apart from a wrong one", async () => {
    const { authenticator, userId } = await aPasskeyOwner();
    const waiting = await aWaitingSignIn(userId);
    const late = authenticator.answer(await ask(waiting, after(new Date(), -5 * MINUTE)));
    expect(isExpired(waiting, late)).toBe(true);
    expect(await complete(waiting, late)).toEqual({ outcome: "wrong" });
    const inTime = authenticator.answer(await ask(waiting));
    expect(isExpired(waiting, inTime)).toBe(false);
    expect(isExpired({ ...waiting, browserKeyHash: aBrowser() }, late)).toBe(false);
  });

  test("that alone opens nothing after access was revoked does so again once it came after the password", async () => {
    const { authenticator, userId } = await aPasskeyOwner();
    const alone = async () => {
      const browserKeyHash = aBrowser();
      const answer = authenticator.answer(await buildSignInRequest(browserKeyHash));
      return (await signInWithPasskey({ answer, browserKeyHash, origin: ORIGIN })).outcome;
    };
    expect(await alone()).toBe("authenticated");
    await inTransaction((tx) => revokeAccess(tx, { userId }, new Date()));
    expect(await alone()).toBe("refused");
    expect(await alone()).toBe("refused");
    const waiting = await aWaitingSignIn(userId);
    const answer = authenticator.answer(await ask(waiting));
    expect(await complete(waiting, answer)).toMatchObject({ outcome: "opened" });
    expect(await alone()).toBe("authenticated");
    const name = "passkey_clone_suspected";
    expect(await db.auditEvent.count({ where: { userId, name } })).toBe(0);
  });
});
