// The doctor against the local SES and a real PostgreSQL, with one fault after another.
import type { AccountSettings } from "@latchkey/ses-local/account";
import type { SetupSettings } from "@latchkey/ses-local/setup";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Line } from "@/lib/doctor/line";
import type { Ports } from "@/lib/doctor/ports";
import { type Deployment, startDeployment } from "../../support/doctor-deployment";
import { dnsOf, RECORDS } from "../../support/sender-dns";

let product: Deployment;
let ses: Deployment["ses"];

beforeAll(async () => {
  product = await startDeployment();
  ({ ses } = product);
});

beforeEach(() => product.mend());

afterAll(() => product.stop());

/** What is not right, as "state subject: name". */
const troubles = (lines: Line[]) =>
  lines
    .filter(({ state }) => state !== "ok" && state !== "skipped")
    .map(({ subject, name, state }) => `${state} ${subject}: ${name}`);

test("a deployment that is set up right has no complaint, and exit code 0", async () => {
  const lines = await product.examine();
  expect(troubles(lines)).toEqual([]);
  expect(product.exitCodeFor(lines)).toBe(0);
  expect(new Set(lines.map(({ subject }) => subject)).size).toBe(11);
  const said = product.printLines(lines);
  for (const secret of ["AUTH_SECRET", "TOKEN_KEYS", "METRICS_TOKEN", "DATABASE_URL"])
    expect(said).not.toContain(process.env[secret]);
});

describe("a fault of the account is named", () => {
  test.each<[AccountSettings, string]>([
    [{ isSandbox: true }, "wrong SES account: production access"],
    [{ enforcementStatus: "PROBATION" }, "warning SES account: enforcement"],
    [{ enforcementStatus: "SHUTDOWN" }, "wrong SES account: enforcement"],
    [{ isSendingEnabled: false }, "wrong SES account: sending"],
    [{ max24HourSend: 0 }, "wrong SES account: quota"],
    [{ maxSendRate: 1 }, "warning SES account: send rate"],
    [{ suppressedReasons: ["BOUNCE"] }, "warning SES account: suppression list"],
    [{ autoValidation: true }, "warning SES account: Auto Validation"],
  ])("%j", async (fault, line) => {
    await ses.setAccount(fault);
    expect(troubles(await product.examine())).toEqual([line]);
  });
});

describe("a fault of identity, configuration set or topic is named", () => {
  test.each<[SetupSettings, ...string[]]>([
    [{ identity: null }, "wrong SES identity: identity"],
    [{ isVerified: false }, "wrong SES identity: identity"],
    [{ dkimStatus: "PENDING" }, "wrong SES identity: DKIM"],
    [{ isSigning: false }, "wrong SES identity: DKIM"],
    [{ mailFromDomain: null }, "warning SES identity: MAIL FROM"],
    [{ mailFromStatus: "FAILED" }, "wrong SES identity: MAIL FROM"],
    [{ forwardsFeedback: true }, "warning SES identity: feedback by email"],
    [{ configurationSet: null }, "wrong SES configuration set: configuration set"],
    [{ isSetSending: false }, "wrong SES configuration set: configuration set"],
    [{ tlsPolicy: "OPTIONAL" }, "warning SES configuration set: TLS policy"],
    [{ setSuppressedReasons: [] }, "warning SES configuration set: suppression reasons of the set"],
    [{ isEngagementTracked: true }, "wrong SES configuration set: engagement metrics of the set"],
    [{ isDestinationEnabled: false }, "wrong SES configuration set: event destination"],
    [{ eventTypes: ["SEND", "BOUNCE"] }, "wrong SES configuration set: event types"],
    [{ mayPublish: false }, "wrong SNS: policy of ses-events"],
    [{ isRaw: true }, "wrong SNS: raw delivery of ses-events"],
    [{ isConfirmed: false }, "wrong SNS: subscription of ses-events"],
    [{ subscribedUrl: "https://old.example/api" }, "wrong SNS: subscription of ses-events"],
    [{ denied: ["GetAccount"] }, "unknown SES account: all"],
    [{ denied: ["ListSubscriptionsByTopic"] }, "unknown SNS: all"],
    [{ isTextSandbox: true }, "wrong Text messages: SMS sandbox"],
    [{ textSpendLimit: null }, "warning Text messages: monthly spending limit"],
    [{ denied: ["GetSMSAttributes"] }, "unknown Text messages: all"],
  ])("%j", async (fault, ...lines) => {
    await ses.call("PUT", "/setup", fault);
    expect(troubles(await product.examine())).toEqual(lines);
  });

  test("open and click tracking, which rewrites links", async () => {
    const { eventTypes } = await ses.call<{ eventTypes: string[] }>("GET", "/setup");
    await ses.call("PUT", "/setup", { eventTypes: [...eventTypes, "CLICK"] });
    const lines = await product.examine();
    expect(troubles(lines)).toEqual(["wrong SES configuration set: open and click tracking"]);
    expect(product.exitCodeFor(lines)).toBe(1);
  });

  test("rights that are missing, with exit code 2", async () => {
    await ses.call("PUT", "/setup", { denied: ["GetEmailIdentity"] });
    const lines = await product.examine();
    expect(product.exitCodeFor(lines)).toBe(2);
    expect(product.printLines(lines)).toContain("DoctorPolicy");
  });
});

describe("a fault in DNS is named", () => {
  const { txt, mx } = RECORDS;
  test.each<[string, Partial<typeof RECORDS>, ...string[]]>([
    ["no SPF", { txt: { ...txt, "bounce.latchkey.example": [] } }, "wrong DNS: SPF"],
    [
      "two records of SPF",
      {
        txt: { ...txt, "bounce.latchkey.example": ["v=spf1 include:amazonses.com", "v=spf1 -all"] },
      },
      "wrong DNS: SPF",
    ],
    [
      "no MX of MAIL FROM",
      { mx: { ...mx, "bounce.latchkey.example": [] } },
      "wrong DNS: MX of MAIL FROM",
    ],
    ["other DKIM keys", { zone: "elsewhere.example" }, "wrong DNS: DKIM records"],
    ["no DMARC", { txt: { ...txt, "_dmarc.latchkey.example": [] } }, "wrong DNS: DMARC"],
    [
      "DMARC that asks for nothing",
      { txt: { ...txt, "_dmarc.latchkey.example": ["v=DMARC1; p=none"] } },
      "warning DNS: DMARC",
    ],
    ["a null MX", { mx: { ...mx, "latchkey.example": [""] } }, "wrong DNS: MX of latchkey.example"],
    ["no MX", { mx: { ...mx, "latchkey.example": [] } }, "warning DNS: MX of latchkey.example"],
  ])("%s", async (_what, changes, ...lines) => {
    expect(troubles(await product.examine({ dns: dnsOf(changes) }))).toEqual(lines);
  });

  test("a resolver that does not answer is no proof that a record is missing", async () => {
    const resolveMx = () => Promise.reject(Object.assign(new Error(), { code: "ETIMEOUT" }));
    const lines = await product.examine({ dns: { ...dnsOf(), resolveMx } });
    expect(troubles(lines)).toEqual(["unknown DNS: all"]);
  });
});

describe("a fault of the deployment itself is named", () => {
  test.each<[string, (ports: Ports) => Partial<Ports>, ...string[]]>([
    [
      "the app's role is a superuser",
      ({ database }) => ({
        database: {
          ...database,
          facts: async () => ({ ...(await database.facts()), isSuperuser: true }),
        },
      }),
      "warning Database: role rights",
    ],
    [
      "a database that does not answer",
      ({ database }) => ({
        database: { ...database, facts: () => Promise.reject(new Error("secret")) },
      }),
      "wrong Database: connection",
      "unknown Clock: database",
    ],
    [
      "a transaction pooler",
      ({ database }) => ({ database: { ...database, hears: async () => false } }),
      "warning Database: pooler",
    ],
    [
      "a migration that is not applied",
      ({ migrations }) => ({ migrations: [...(migrations ?? []), "20990101000000_later"] }),
      "wrong Database: migrations",
    ],
    [
      "an Inngest that runs nothing",
      ({ database }) => ({ database: { ...database, heartbeats: async () => [] } }),
      "wrong Inngest: last sweep",
      "warning Inngest: schedules",
    ],
    [
      "an app that Inngest cannot find",
      ({ env }) => ({ env: { ...env, INNGEST_SERVE_ORIGIN: "http://127.0.0.1:9" } }),
      "wrong Inngest: URL",
    ],
    [
      "links to another domain",
      ({ env }) => ({
        env: { ...env, APP_URL: "https://elsewhere.example", INNGEST_SERVE_ORIGIN: env.APP_URL },
      }),
      "wrong SNS: subscription of ses-events",
      "warning Domains: link domain",
    ],
    [
      "a clock that is six minutes ahead",
      () => ({ now: () => new Date(Date.now() + 6 * 60_000) }),
      "wrong Inngest: last sweep",
      "wrong Clock: database",
      "wrong Clock: SES",
    ],
  ])("%s", async (_what, faults, ...lines) => {
    const seen = troubles(await product.examine(faults(product.portsWith())));
    expect(
      seen.filter((line) => line !== "warning Inngest: schedules" || lines.includes(line)),
    ).toEqual(lines);
  });
});

test("emails to the mailbox simulator come back as events, and one that does not is named", async () => {
  const send = (longestWaitMs: number) =>
    product.runDoctor(
      product.portsWith({ pause: () => new Promise((resolve) => setTimeout(resolve, 50)) }),
      {
        isSending: true,
        longestWaitMs,
      },
    );
  expect(troubles(await send(10_000))).toEqual([]);
  await ses.setFault({ fault: "no_events", to: "complaint@simulator.amazonses.com" });
  expect(troubles(await send(1_500))).toEqual([
    "wrong Mailbox simulator: complaint@simulator.amazonses.com",
  ]);
});
