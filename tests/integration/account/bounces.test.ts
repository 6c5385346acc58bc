import { describe, expect, test } from "vitest";
import { accountFacts } from "@/lib/account/account-facts";
import { after, DAY } from "@/lib/clock";
import { db } from "@/lib/db";
import { anAccount, anAddress } from "../../support/registrations";

const now = new Date();
const since = after(now, -3 * DAY);

type Stop = Partial<Parameters<typeof db.suppression.create>[0]["data"]>;

/** What the account page of somebody says of emails to them. */
async function bouncesOf(stop: Stop | null, spell = (address: string) => address) {
  const { userId, address } = await anAccount();
  const bounce = { reason: "hard_bounce", scope: "everything", createdAt: since } as const;
  const data = { ...bounce, address: spell(address), expiresAt: after(now, DAY), ...stop };
  if (stop) await db.suppression.create({ data });
  return (await accountFacts({ userId, memberSince: since }, now)).bounces;
}

describe("the account page says that emails to its owner bounce", () => {
  test.each<[string, Stop, string]>([
    ["there is no such mailbox", { cause: "no_such_mailbox" }, "noSuchMailbox"],
    ["the mailbox is closed", { cause: "mailbox_closed" }, "mailboxClosed"],
    ["the domain takes no email", { cause: "no_such_domain" }, "noSuchDomain"],
    ["the provider gives no reason", { cause: "unclear" }, "rejected"],
    ["the reason was not kept", { cause: null }, "rejected"],
    ["somebody there called it spam", { reason: "complaint", expiresAt: null }, "markedAsSpam"],
  ])("and since when, because %s", async (_why, stop, why) => {
    expect(await bouncesOf(stop)).toEqual({ why, since });
  });

  test("in whatever spelling of the mailbox they bounced", async () => {
    const upper = (address: string) => address.replace("ada", "ADA");
    expect(await bouncesOf({ cause: "no_such_mailbox" }, upper)).toMatchObject({ since });
  });

  test.each<[string, Stop | null, ((address: string) => string)?]>([
    ["nothing bounced", null],
    ["that is over", { expiresAt: now }],
    [
      "SES's list alone has the address, which the next email clears",
      { times: 0, expiresAt: since },
    ],
    ["somebody pressed “This wasn’t me”", { reason: "not_me", scope: "recovery" }],
    ["an operator stopped them", { reason: "operator", expiresAt: null }],
    ["it is another mailbox", {}, () => anAddress()],
  ])("and nothing where %s", async (_why, stop, spell) => {
    expect(await bouncesOf(stop, spell)).toBeNull();
  });
});
