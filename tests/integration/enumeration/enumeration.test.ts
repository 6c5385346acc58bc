import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportPersonalData } from "@/lib/account/export-personal-data";
import { sendEmailDelivery } from "@/lib/email/send-email-delivery";
import { db } from "@/lib/db";
import { startAppThatSendsNothing, type RunningApp } from "../../support/app";
import {
  actions,
  askUntilTooMuch,
  type Action,
  type Place,
} from "../../support/enumeration-actions";
import {
  compareAtRandom,
  compareSequence,
  expectAlike,
  pairs,
  TELLING,
} from "../../support/enumeration-sequences";
import {
  anAddressThatIs,
  BOUNCED,
  STATES,
  SUPPRESSED,
  type State,
} from "../../support/enumeration-states";
import { anAddressChange } from "../../support/recoveries";
import { anAccount, OTHER_PASSWORD } from "../../support/registrations";
import { Visit, type Seen } from "../../support/visit";

const databaseUrl = process.env.DATABASE_URL!;

let app: RunningApp;
let place: Place;

beforeAll(async () => {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  // A test that needs an email to be sent sends it itself.
  app = await startAppThatSendsNothing(databaseUrl);
  place = { origin: app.url, database };
});

afterAll(async () => {
  await app.stop();
  await place.database.end();
});

/**
 * What the first of some states is answered, after making sure that the others are answered alike.
 */
async function commonAnswers(action: Action, states: readonly State[] = STATES): Promise<Seen[]> {
  const [first = "new", ...others] = states;
  const common = await action(await anAddressThatIs(first), place);
  for (const state of others) {
    const seen = await action(await anAddressThatIs(state), place);
    expectAlike(seen, common, state);
  }
  return common;
}

const statusesOf = (seen: Seen[]) => seen.map(({ status }) => status).join(" ");

describe("whatever an address is to us, a stranger is answered alike", () => {
  test.each<[keyof typeof actions, string]>([
    ["register", "303 200"],
    ["resend", "303 200 429 303 200"],
    ["correct an address to it", "303 200 303 200"],
    ["enter codes on the waiting page", "303 200 200 200 200 200 200 200"],
    ["ask for a new password", "303 200"],
    ["resend the email for a new password", "303 200 429 303 200"],
    ["enter codes for a new password", "303 200 200 200 200 200 200 200"],
    ["sign in with a wrong password", "200 200 200 200 200 429"],
    ["register, and sign in with that in two browsers", "303 200 303 200 303 200"],
    ["change one's address to it", "303 200 303 200 200"],
  ])("who would %s", { timeout: 120_000 }, async (name, statuses) => {
    expect(statusesOf(await commonAnswers(actions[name]))).toBe(statuses);
  });

  test(
    "who asks for emails gets five, and then waits as long in every way to ask for one",
    {
      timeout: 180_000,
    },
    async () => {
      const seen = await commonAnswers(askUntilTooMuch, TELLING);
      const five = "303 200 ".repeat(5);
      expect(statusesOf(seen)).toBe(`${five}429 429 429 303 200 429 303 200 429`);
      const waits = seen.filter(({ status }) => status === 429).map((each) => each.retryAfter ?? 0);
      expect(Math.min(...waits)).toBeGreaterThan(3_500);
    },
  );
});

describe("where emails to an address bounce, a stranger is answered", () => {
  test.each(["register", "resend", "ask for a new password"] as const)(
    "as anywhere else: who would %s",
    { timeout: 120_000 },
    async (name) => {
      await commonAnswers(actions[name], ["new", ...BOUNCED]);
    },
  );

  test("alike with and without an account, step by step", { timeout: 120_000 }, async () => {
    for (const name of ["asks twice", "registers, then asks"])
      await compareSequence(pairs[name]!, BOUNCED, place);
  });
});

describe("whatever an address is to us, a stranger sees the same step by step", () => {
  test.each(Object.entries(pairs))("who %s", { timeout: 120_000 }, async (_name, sequence) => {
    const seen = await compareSequence(sequence, TELLING, place);
    expect(seen.length).toBeGreaterThan(sequence.length / 2);
  });

  // "npm run bench -- enumeration" does many more of these, from other seeds.
  test("who does whatever comes to their mind", { timeout: 3_600_000 }, async () => {
    const { ENUMERATION_RUNS = "6", ENUMERATION_SEED = "9" } = process.env;
    await compareAtRandom(Number(ENUMERATION_RUNS), Number(ENUMERATION_SEED), place);
  });
});

describe("once the email was sent, or not, the waiting page", () => {
  /** Registers, lets the email go its way, and looks at the waiting page. */
  async function registerAndWait(address: string): Promise<Seen[]> {
    const visit = new Visit(app.url);
    const form = { email: address, password: OTHER_PASSWORD };
    await visit.press("/register", "Create account", form);
    const newest = { where: { address }, orderBy: { id: "desc" } } as const;
    await sendEmailDelivery((await db.delivery.findFirstOrThrow(newest)).id);
    await visit.look("/check-your-email");
    return visit.seen;
  }
  const textOf = (seen: Seen[]) => seen.at(-1)?.page.join("");

  test("says “Sent” for every address whose owner stopped nothing", async () => {
    const states = STATES.filter((state) => !SUPPRESSED.includes(state));
    expect(textOf(await commonAnswers(registerAndWait, states))).toContain(">Sent<");
  });

  test("says that the owner stopped such emails, alike with and without an account", async () => {
    const seen = await commonAnswers(registerAndWait, SUPPRESSED);
    expect(textOf(seen)).toContain("asked us not to send these emails for 30 days");
  });
});

test("the data that somebody downloads tell nothing of an address they asked to move to", async () => {
  const downloads: string[] = [];
  for (const state of STATES) {
    const { userId } = await anAccount();
    const to = await anAddressThatIs(state);
    const { deliveryId, noticeId, session } = await anAddressChange(userId, { to });
    await Promise.all([deliveryId, noticeId].map((id) => sendEmailDelivery(id)));
    const collected = await exportPersonalData(session);
    if (collected.outcome !== "collected") throw new Error(collected.outcome);
    const { deliveries, addressChanges } = collected.data;
    expect(JSON.stringify(addressChanges)).toContain(to);
    const mails = deliveries as { template: string; status: string }[];
    downloads.push(mails.map(({ template, status }) => `${template} ${status}`).join());
  }
  expect(new Set(downloads)).toEqual(new Set(["confirm_email queued,address_change_notice sent"]));
});
