import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startApp, type RunningApp } from "../../support/app";
import { startGate } from "../../support/gate";
import { linkIn, mailsTo, waitForMail } from "../../support/inbox";
import { PlainBrowser } from "../../support/plain-browser";
import { poll } from "@latchkey/testing/poll";
import { startRunnerProcess } from "../../support/runner";
import { findFreePort } from "@latchkey/local-stack/ports/find-free-port";

const PASSWORD = "nine moons over Jura";
const databaseUrl = process.env.DATABASE_URL!;

let database: pg.Client;
let runner: Awaited<ReturnType<typeof startRunnerProcess>>;
let inngest: Awaited<ReturnType<typeof startGate>>;
let ses: Awaited<ReturnType<typeof startGate>>;
let port: number;
let app: RunningApp;

const start = () =>
  startApp({
    port,
    env: { DATABASE_URL: databaseUrl, INNGEST_DEV: inngest.url, AWS_ENDPOINT_URL_SES: ses.url },
  });

beforeAll(async () => {
  database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  port = await findFreePort();
  runner = await startRunnerProcess({ databaseUrl, appPort: port });
  inngest = await startGate(runner.url);
  ses = await startGate(process.env.TEST_SES_URL!);
  app = await start();
  await poll("the app's functions", async () => (await runner.functions()).length >= 3);
});

beforeEach(async () => {
  await inngest.open();
  await ses.open();
});

afterAll(async () => {
  await app.stop();
  await runner.stop();
  await Promise.all([inngest.stop(), ses.stop(), database.end()]);
});

/** Somebody registers by the form and sees the waiting page. */
async function someoneRegisters(name = "ada"): Promise<{ address: string; browser: PlainBrowser }> {
  const address = `${name}-${crypto.randomUUID()}@example.com`;
  const browser = new PlainBrowser(app.url);
  await browser.open("/register");
  const page = await browser.press("Create account", { email: address, password: PASSWORD });
  expect([page.status, page.path]).toEqual([200, "/check-your-email"]);
  return { address, browser };
}

/** The app is gone from one moment to the next, as after kill -9 or a power cut. */
async function crash(): Promise<void> {
  app.kill();
  await app.stop();
}

/** What a crash leaves claimed is free after half a minute; here that time has passed. */
async function letClaimsEnd(): Promise<void> {
  await database.query("UPDATE outbox_event SET claimed_until = now() - interval '1 second'");
  await database.query(
    "UPDATE delivery SET claimed_at = now() - interval '1 minute' WHERE status = 'sending'",
  );
}

/** Nothing is left to be done: every event is published and every run is over. */
async function allIsDone(): Promise<void> {
  await runner.runNow("latchkey-sweep-outbox");
  await poll("the outbox and the runner to be done", async () => {
    const events = await database.query("SELECT FROM outbox_event WHERE published_at IS NULL");
    const unfinished = await Promise.all(["queued", "running"].map(runner.runs));
    return events.rowCount === 0 && unfinished.flat().length === 0;
  });
}

/** Opens a person's link in their browser and sees the account. */
async function confirms(browser: PlainBrowser, link: string): Promise<void> {
  const page = await browser.open(new URL(link).pathname);
  expect([page.status, page.path]).toEqual([200, "/account?welcome"]);
}

describe(
  "somebody who registers gets exactly one email, and its link works,",
  { timeout: 90_000 },
  () => {
    test("when all is well", async () => {
      const { address, browser } = await someoneRegisters();
      const mail = await waitForMail(address);
      await allIsDone();
      expect(await mailsTo(address)).toHaveLength(1);
      await confirms(browser, linkIn(mail, "/confirm/"));
    });

    test("when the app is killed between writing down and telling Inngest", async () => {
      inngest.hold();
      const { address, browser } = await someoneRegisters();
      await poll("the event to be on its way", () => inngest.held.length > 0);
      await crash();
      await inngest.open();
      await letClaimsEnd();
      expect(await mailsTo(address)).toEqual([]);
      app = await start();
      const mail = await waitForMail(address);
      await allIsDone();
      expect(await mailsTo(address)).toHaveLength(1);
      await confirms(browser, linkIn(mail, "/confirm/"));
    });

    test("when Inngest took the event but its answer was lost, and the app is killed then", async () => {
      inngest.loseAnswers();
      const { address, browser } = await someoneRegisters();
      const mail = await waitForMail(address);
      // Killed before it has noted what SES took, it could not know: that is another test.
      await poll("the email to be noted as sent", async () => {
        const { rowCount } = await database.query(
          "SELECT FROM delivery WHERE address = $1 AND status = 'sent'",
          [address],
        );
        return rowCount === 1;
      });
      await crash();
      await inngest.open();
      await letClaimsEnd();
      app = await start();
      await allIsDone();
      expect(await mailsTo(address)).toHaveLength(1);
      await confirms(browser, linkIn(mail, "/confirm/"));
    });

    test("when the app is killed while it hands the email to SES", async () => {
      ses.hold();
      const { address, browser } = await someoneRegisters();
      // A process that has just started asks for its quota first.
      const request = await poll("the mail to be on its way", () =>
        ses.held.find((each) => each.includes("Action=SendRawEmail")),
      );
      await crash();
      await ses.open();
      await letClaimsEnd();
      app = await start();
      const mail = await waitForMail(address, { deadlineMs: 45_000 });
      await allIsDone();
      expect(await mailsTo(address)).toHaveLength(1);
      const link = linkIn(mail, "/confirm/");
      const lostMail = Buffer.from(
        new URLSearchParams(request).get("RawMessage.Data") ?? "",
        "base64",
      ).toString();
      expect(lostMail.replace(/=\r\n/g, "")).toContain(link);
      await confirms(browser, link);
    });
  },
);

describe("ten people who register while Inngest is down", { timeout: 90_000 }, () => {
  test("see the waiting page, and get one email each when it is back", async () => {
    await inngest.shut();
    const people = await Promise.all(
      Array.from({ length: 10 }, (_, n) => someoneRegisters(`person${n}`)),
    );
    const health = await new PlainBrowser(app.url).send("GET", "/api/health");
    expect(health.status).toBe(200);
    await inngest.open();
    await poll("the publisher to give the events back", async () => {
      const claimed = await database.query(
        "SELECT FROM outbox_event WHERE published_at IS NULL AND claimed_until IS NOT NULL",
      );
      return claimed.rowCount === 0;
    });
    await runner.runNow("latchkey-sweep-outbox");
    const mails = await Promise.all(people.map(({ address }) => waitForMail(address)));
    await allIsDone();
    const counts = await Promise.all(
      people.map(async ({ address }) => (await mailsTo(address)).length),
    );
    expect(counts).toEqual(Array(10).fill(1));
    await confirms(people[7]!.browser, linkIn(mails[7]!, "/confirm/"));
  });
});
