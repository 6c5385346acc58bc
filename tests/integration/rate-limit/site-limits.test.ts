import { beforeAll, beforeEach, describe, expect, test } from "vitest";

// Imported when the limit is known: it is read at the start.
const load = async () => ({
  ...(await import("@/lib/registration/register")),
  ...(await import("@/lib/email-change/request-email-change")),
  ...(await import("@/lib/email/send-email-delivery")),
  ...(await import("@/lib/db")),
  ...(await import("@/lib/rate-limit/consume")),
  ...(await import("../../support/recoveries")),
  ...(await import("../../support/registrations")),
});

let product: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  process.env.MAX_REGISTRATIONS_PER_HOUR = "10";
  product = await load();
});

beforeEach(() => product.db.rateLimit.deleteMany());

async function useUp(limit: "registrations_on_site" | "other_mails_on_site") {
  for (let n = 0; n < 10; n += 1) await product.consume([{ limit, key: "all" }]);
}

describe("over the hour's number for the site, while emails arrive,", () => {
  test("nobody registers, and the owner of an account gets a new password all the same", async () => {
    const { address: owned } = await product.anAccount();
    await useUp("registrations_on_site");
    const address = product.anAddress();
    const who = { address, originalAddress: address, browserKeyHash: product.aBrowser() };
    expect(
      await product.register({ ...who, password: product.PASSWORD, origin: product.ORIGIN }),
    ).toMatchObject({ outcome: "limited", limit: "registrations_on_site" });
    const { deliveryId } = await product.aPasswordReset(owned);
    expect(await product.sendEmailDelivery(deliveryId)).toEqual({ outcome: "sent" });
  });

  test("no account asks for a move to another address", async () => {
    const session = await product.aSession((await product.anAccount()).userId);
    await useUp("other_mails_on_site");
    const to = product.anAddress();
    const wish = { address: to, originalAddress: to, password: product.PASSWORD };
    expect(await product.requestEmailChange(session, wish)).toMatchObject({
      outcome: "limited",
      limit: "other_mails_on_site",
    });
  });
});
