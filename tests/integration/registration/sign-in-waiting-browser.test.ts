import { describe, expect, test } from "vitest";
import { reportUnrequestedEmail } from "@/lib/account/report-unrequested-email";
import {
  confirmWithNewPassword,
  confirmWithPassword,
  openConfirmationLink,
} from "@/lib/registration/confirm-with-link";
import { signInWaitingBrowser } from "@/lib/registration/sign-in-waiting-browser";
import { waitingState } from "@/lib/registration/waiting-state";
import { after, HOUR, MINUTE } from "@/lib/clock";
import {
  aBrowser,
  anAccount,
  anAddress,
  aRegistration,
  OTHER_PASSWORD,
  ORIGIN,
} from "../../support/registrations";
import { pageOf } from "../../support/shown";

const phaseOf = async (browser: string, now = new Date()) =>
  (await waitingState(browser, now))?.phase;

describe("the browser that waits", () => {
  test("is let in once after its link was confirmed on another device", async () => {
    const { browser, token, password, userId } = await aRegistration();
    expect(await signInWaitingBrowser(await pageOf(browser))).toBeNull();
    await confirmWithPassword(token, password, ORIGIN);
    expect(await phaseOf(browser)).toBe("handed_over");
    expect(await signInWaitingBrowser(await pageOf(browser))).toMatchObject({ userId });
    expect(await phaseOf(browser)).toBe("confirmed");
  });

  test("is not let in again, so that signing out stays signed out", async () => {
    const { browser, token, password } = await aRegistration();
    await confirmWithPassword(token, password, ORIGIN);
    await signInWaitingBrowser(await pageOf(browser));
    expect(await signInWaitingBrowser(await pageOf(browser))).toBeNull();
  });

  test("is let in once, though it asks from ten tabs at once", async () => {
    const { browser, token, password } = await aRegistration();
    await confirmWithPassword(token, password, ORIGIN);
    const handed = await Promise.all(
      Array.from({ length: 10 }, async () => signInWaitingBrowser(await pageOf(browser))),
    );
    expect(handed.filter((each) => each !== null)).toHaveLength(1);
  });

  test("needs no hand-over when it clicked the link itself", async () => {
    const { browser, token } = await aRegistration();
    await openConfirmationLink(token, browser, ORIGIN);
    expect(await signInWaitingBrowser(await pageOf(browser))).toBeNull();
    expect(await phaseOf(browser)).toBe("confirmed");
  });

  test("stays outside when the owner of the mailbox chose a new password", async () => {
    const { browser, token } = await aRegistration();
    await confirmWithNewPassword(token, OTHER_PASSWORD, ORIGIN);
    expect(await phaseOf(browser)).toBe("waiting");
    expect(await signInWaitingBrowser(await pageOf(browser))).toBeNull();
  });

  test("stays outside when somebody else's registration of the address was confirmed", async () => {
    const stranger = await aRegistration({ password: OTHER_PASSWORD });
    const owner = await aRegistration({ address: stranger.address });
    await confirmWithPassword(owner.token, owner.password, ORIGIN);
    expect(await phaseOf(stranger.browser)).toBe("waiting");
    expect(await signInWaitingBrowser(await pageOf(stranger.browser))).toBeNull();
    expect(await signInWaitingBrowser(await pageOf(owner.browser))).toMatchObject({
      userId: owner.userId,
    });
  });

  test("is let in when the first of its two emails was clicked", async () => {
    const browser = aBrowser();
    const first = await aRegistration({ browser });
    await aRegistration({ browser, address: first.address });
    await confirmWithPassword(first.token, first.password, ORIGIN);
    expect(await phaseOf(browser)).toBe("handed_over");
    expect(await signInWaitingBrowser(await pageOf(browser))).toMatchObject({
      userId: first.userId,
    });
  });

  test("is not let in to an earlier account when it waits for another address", async () => {
    const browser = aBrowser();
    const first = await aRegistration({ browser });
    const second = await aRegistration({
      browser,
      address: anAddress("grace"),
      now: after(new Date(), MINUTE),
    });
    await confirmWithPassword(first.token, first.password, ORIGIN);
    expect(await signInWaitingBrowser(await pageOf(browser))).toBeNull();
    await confirmWithPassword(second.token, second.password, ORIGIN);
    expect(await signInWaitingBrowser(await pageOf(browser))).toMatchObject({
      userId: second.userId,
    });
  });

  test("is no longer let in a day after the confirmation", async () => {
    const { browser, token, password } = await aRegistration();
    await confirmWithPassword(token, password, ORIGIN);
    expect(
      await signInWaitingBrowser(await pageOf(browser), after(new Date(), 25 * HOUR)),
    ).toBeNull();
  });
});

describe("the waiting page", () => {
  test("has nothing to say to a browser that registered nothing", async () => {
    expect(await waitingState(aBrowser())).toBeNull();
  });

  test("names the address, the email and when another may be asked for", async () => {
    const now = new Date();
    const { browser, address, id } = await aRegistration({ now });
    expect(await waitingState(browser, now)).toEqual({
      registrationId: id,
      address,
      phase: "waiting",
      mail: {
        status: "queued",
        at: now.toISOString(),
        failure: null,
        reason: null,
        isAddressDoubtful: false,
        triesUntil: null,
      },
      codeUntil: after(now, 15 * MINUTE).toISOString(),
      resendAllowedAt: after(now, MINUTE).toISOString(),
      canCorrect: true,
      now: now.toISOString(),
    });
  });

  test("says the same for an address that has an account, so that it tells nobody", async () => {
    const now = new Date();
    const account = await anAccount({ now: after(now, -2 * 24 * HOUR) });
    const known = await aRegistration({ address: account.address, now });
    const unknown = await aRegistration({ now });
    const [shown, other] = [
      await waitingState(known.browser, now),
      await waitingState(unknown.browser, now),
    ];
    expect({ ...shown, registrationId: "", address: "" }).toEqual({
      ...other,
      registrationId: "",
      address: "",
    });
  });

  test("says when the link has expired, and when the owner cancelled", async () => {
    const now = new Date();
    const expired = await aRegistration({ now });
    expect(await phaseOf(expired.browser, after(now, 24 * HOUR))).toBe("expired");
    const cancelled = await aRegistration({ now });
    await reportUnrequestedEmail(cancelled.notMeToken, ORIGIN);
    expect(await phaseOf(cancelled.browser)).toBe("reported");
  });
});
