import * as argon2 from "@node-rs/argon2";
import { beforeAll, expect, test, vi } from "vitest";
import { authenticate } from "@/lib/sign-in/authenticate";
import { warmUp } from "@/lib/sign-in/warm-up";
import { confirmWithCode } from "@/lib/registration/confirm-with-code";
import { correctAddress } from "@/lib/registration/correct-address";
import { exchangeResetCode } from "@/lib/password-reset/exchange-reset-code";
import { register } from "@/lib/registration/register";
import { requestEmailChange } from "@/lib/email-change/request-email-change";
import { requestPasswordReset } from "@/lib/password-reset/request-password-reset";
import { resendConfirmation } from "@/lib/registration/resend-confirmation";
import { waitingState } from "@/lib/registration/waiting-state";
import { after, HOUR } from "@/lib/clock";
import { statementsOf } from "../../support/statements-of";
import { anAddressThatIs, STATES } from "../../support/enumeration-states";
import { aPasswordReset, aSession } from "../../support/recoveries";
import { aBrowser, anAccount, anAddress, aRegistration, ORIGIN } from "../../support/registrations";
import { pageOf, requestOf } from "../../support/shown";

// The real functions, whose calls are counted.
vi.mock("@node-rs/argon2", { spy: true });

// Else the first refusal of an unknown address makes the hash that stands in for its password.
beforeAll(warmUp);

const PASSWORD = "seven rivers under Bern";

const who = (address: string, browserKeyHash = aBrowser()) => ({
  address,
  originalAddress: address,
  browserKeyHash,
  origin: ORIGIN,
});

/** What a stranger does to an address: what comes before it, and the verb to be watched. */
type Action = (address: string) => Promise<() => Promise<unknown>>;

const actions: Record<string, Action> = {
  registering: async (address) => () => register({ ...who(address), password: PASSWORD }),

  "asking for the mail once more": async (address) => {
    const { browser } = await aRegistration({ address, password: PASSWORD });
    return async () => resendConfirmation(await pageOf(browser), ORIGIN, after(new Date(), HOUR));
  },

  "correcting an address to it": async (address) => {
    const { browser } = await aRegistration({ address: anAddress("stranger") });
    return async () => correctAddress({ ...who(address, browser), ...(await pageOf(browser)) });
  },

  "entering a code on the waiting page": async (address) => {
    const { browser } = await aRegistration({ address, password: PASSWORD });
    return async () => confirmWithCode(await pageOf(browser), "000000", ORIGIN);
  },

  "looking at the waiting page": async (address) => {
    const { browser } = await aRegistration({ address, password: PASSWORD });
    return () => waitingState(browser);
  },

  "asking for a new password": async (address) => () => requestPasswordReset(who(address)),

  "entering a code for a new password": async (address) => {
    const { browser } = await aPasswordReset(address);
    return async () => exchangeResetCode(await requestOf(browser), "00000000", ORIGIN);
  },

  "signing in with a wrong password": async (address) => () =>
    authenticate({ ...who(address), password: PASSWORD }),

  "signing in with what one has registered": async (address) => {
    await aRegistration({ address, password: PASSWORD });
    return () => authenticate({ ...who(address), password: PASSWORD });
  },

  "changing one's address to it": async (address) => {
    const stranger = await anAccount({ address: anAddress("stranger") });
    const session = await aSession(stranger.userId);
    const { password } = stranger;
    return () => requestEmailChange(session, { ...who(address), password });
  },
};

/** What takes time in something: its statements, and the passwords that it hashes. */
async function costOf(work: () => Promise<unknown>): Promise<string[]> {
  vi.clearAllMocks();
  const statements = await statementsOf(work);
  const hashes = [argon2.hash, argon2.verify].flatMap((each) =>
    vi.mocked(each).mock.calls.map(() => "one password hashed"),
  );
  return [...statements, ...hashes];
}

test.each(Object.entries(actions))(
  "%s costs the same statements and password hashes, whatever the address is to us",
  { timeout: 60_000 },
  async (_name, action) => {
    const costs = new Map<string, string[]>();
    for (const state of STATES) {
      const work = await action(await anAddressThatIs(state));
      costs.set(state, await costOf(work));
    }
    const ofNew = costs.get("new") ?? [];
    expect(ofNew.length).toBeGreaterThan(1);
    for (const [state, cost] of costs) expect(cost.toSorted(), state).toEqual(ofNew.toSorted());
  },
);
