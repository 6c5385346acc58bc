import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MINUTE } from "@/lib/clock";
import { startTextProduct } from "@/tests/support/texts";

const START = new Date();
const later = (ms: number) => new Date(START.getTime() + ms);

let product: Awaited<ReturnType<typeof start>>;

async function start() {
  const texts = await startTextProduct();
  const phone = await import("@/lib/second-factor/phone");
  const { listFactors } = await import("@/lib/second-factor/factors");
  const { completeSignIn } = await import("@/lib/session/pending-sign-in");
  const { aSession } = await import("@/tests/support/recoveries");
  const { aPendingSignIn } = await import("@/tests/support/second-factors");
  const { currentPhoneCode } = await import("@/lib/phone-code/code");
  return {
    ...texts,
    ...phone,
    ...{ listFactors, completeSignIn, aSession, aPendingSignIn, currentPhoneCode },
  };
}

beforeAll(async () => {
  product = await start();
});

beforeEach(() => product.db.rateLimit.deleteMany());

afterAll(() => product.sns.stop());

const NUMBER = "0151 234 567 89";

/** What the text message says, without waiting for it. */
async function codeOf(phoneCodeId: string): Promise<string> {
  const row = await product.db.phoneCode.findUniqueOrThrow({ where: { id: phoneCodeId } });
  return product.currentPhoneCode(row);
}

async function asked(request: ReturnType<typeof product.requestNewPhone>): Promise<string> {
  const result = await request;
  if (result.outcome !== "requested") throw new Error(`asking came to "${result.outcome}"`);
  return result.phoneCodeId;
}

/** An account whose owner proved a phone. */
async function anAccountWithPhone(typed = NUMBER) {
  const { userId } = await product.anAccount();
  const browserKeyHash = product.aBrowser();
  const session = await product.aSession(userId, browserKeyHash);
  const waiting = { userId, browserKeyHash, origin: product.ORIGIN };
  const phoneCodeId = await asked(product.requestNewPhone(waiting, typed, START));
  const code = await codeOf(phoneCodeId);
  const added = await product.confirmPhone(
    { ...session, browserKeyHash, phoneCodeId, code },
    START,
  );
  return { ...waiting, session, added, phoneCodeId, code };
}

/** A sign-in that waits, and the code that was sent for it. */
async function aSignInByText(userId: string, now = START) {
  const pending = await product.aPendingSignIn(userId, { now });
  const waiting = { userId, browserKeyHash: pending.browserKeyHash, origin: product.ORIGIN };
  const phoneCodeId = await asked(product.requestSignInCode(waiting, now));
  return { pending, phoneCodeId, code: await codeOf(phoneCodeId) };
}

type SignIn = Pick<Awaited<ReturnType<typeof aSignInByText>>, "pending" | "phoneCodeId" | "code">;

async function answer({ pending, phoneCodeId, code }: SignIn, now = START) {
  const { browserKeyHash } = pending;
  const { outcome } = await product.completeSignIn(
    pending,
    {
      way: "phone",
      prove: (tx, { id }, at) =>
        product.provePhone(tx, id, { phoneCodeId, browserKeyHash, code }, at),
      origin: product.ORIGIN,
      replacedSessionId: null,
    },
    now,
  );
  return outcome;
}

describe("a phone", () => {
  test("is added by the code that was sent to it, once, and brings recovery codes", async () => {
    const { userId, session, added, ...sent } = await anAccountWithPhone();
    expect(added).toMatchObject({ outcome: "added", recoveryCodes: { length: 10 } });
    expect(await product.listFactors(userId)).toMatchObject([
      { kind: "phone", number: "+4915123456789" },
    ]);
    expect(await product.confirmPhone({ ...session, ...sent }, START)).toEqual({ outcome: "dead" });
  });

  test.each([
    ["nobody’s number", "123", "malformed"],
    ["a landline", "+49 30 901820", "not_mobile"],
    ["a number of another country", "+33 6 12 34 56 78", "country_not_allowed"],
  ])("gets no code when it is %s", async (_what, typed, outcome) => {
    const { userId } = await product.anAccount();
    const waiting = { userId, browserKeyHash: product.aBrowser(), origin: product.ORIGIN };
    expect(await product.requestNewPhone(waiting, typed)).toEqual({ outcome });
    expect(await product.db.phoneCode.count({ where: { userId } })).toBe(0);
  });

  test("replaces the one before, to which no code goes any more", async () => {
    const { userId, session, browserKeyHash, origin } = await anAccountWithPhone();
    const now = later(MINUTE);
    const waiting = { userId, browserKeyHash, origin };
    const phoneCodeId = await asked(product.requestNewPhone(waiting, "0160 98765432", now));
    const code = await codeOf(phoneCodeId);
    await product.confirmPhone({ ...session, browserKeyHash, phoneCodeId, code }, now);
    expect(await product.listFactors(userId)).toMatchObject([{ number: "+4916098765432" }]);
  });
});

describe("a sign-in by text message", () => {
  test("takes the code that was sent for it, once", async () => {
    const { userId } = await anAccountWithPhone();
    const signIn = await aSignInByText(userId);
    expect(await answer(signIn)).toBe("opened");
    const again = { ...signIn, pending: await product.aPendingSignIn(userId, { now: START }) };
    expect(await answer(again)).toBe("wrong");
  });

  test("takes no code of another account, of another browser or of adding the phone", async () => {
    const [ann, ben] = [await anAccountWithPhone(), await anAccountWithPhone("0160 98765432")];
    const [own, other] = [await aSignInByText(ann.userId), await aSignInByText(ben.userId)];
    expect(await answer({ ...own, phoneCodeId: other.phoneCodeId, code: other.code })).toBe(
      "wrong",
    );
    const elsewhere = await aSignInByText(ann.userId);
    expect(await answer({ ...own, phoneCodeId: elsewhere.phoneCodeId, code: elsewhere.code })).toBe(
      "wrong",
    );
    expect(await answer({ ...own, phoneCodeId: ann.phoneCodeId, code: ann.code })).toBe("wrong");
    expect(await answer(own)).toBe("opened");
  });

  test("takes no code that went to a phone which was replaced meanwhile", async () => {
    const { userId } = await anAccountWithPhone();
    const signIn = await aSignInByText(userId);
    const data = { number: "+4916098765432" };
    await product.db.secondFactor.updateMany({ where: { userId }, data });
    expect(await answer(signIn)).toBe("wrong");
  });

  test("takes no code after ten minutes, nor after five wrong ones", async () => {
    const { userId } = await anAccountWithPhone();
    const late = await aSignInByText(userId);
    expect(await answer(late, later(10 * MINUTE))).toBe("over");
    const guessed = await aSignInByText(userId, later(10 * MINUTE));
    const wrong = { ...guessed, code: guessed.code === "000000" ? "000001" : "000000" };
    const now = later(11 * MINUTE);
    for (let tries = 0; tries < 5; tries += 1) expect(await answer(wrong, now)).toBe("wrong");
    expect(await answer(guessed, now)).toBe("wrong");
  });

  test("of whoever has the number now, after its owner lost it, needs the password", async () => {
    const { userId, origin } = await anAccountWithPhone();
    const stranger = await product.anAccount();
    const waiting = { userId: stranger.userId, browserKeyHash: product.aBrowser(), origin };
    const phoneCodeId = await asked(product.requestNewPhone(waiting, NUMBER, START));
    const own = await aSignInByText(userId);
    expect(await answer({ ...own, phoneCodeId, code: await codeOf(phoneCodeId) })).toBe("wrong");
  });
});
