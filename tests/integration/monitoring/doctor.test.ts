// The doctor against the local SES and a real PostgreSQL, with one fault after another.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { AccountSettings } from "@latchkey/ses-local/account";
import type { SetupSettings } from "@latchkey/ses-local/setup";
import { TOPIC } from "@latchkey/ses-local/sns-message";
import { poll } from "@latchkey/testing/poll";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Line } from "@/lib/doctor/line";
import type { Dns, Ports } from "@/lib/doctor/ports";
import { type LocalSes, startLocalSes } from "../../support/local-ses";

/** The app, as far as the doctor and SNS see it. */
let app: Server;
let ses: LocalSes;

const load = async () => ({
  ...(await import("@/lib/doctor/aws-reads")),
  ...(await import("@/lib/doctor/real-ports")),
  ...(await import("@/lib/doctor/run-doctor")),
  ...(await import("@/lib/doctor/line")),
  ...(await import("@/lib/doctor/print-lines")),
  ...(await import("@/lib/env")),
  ...(await import("@/lib/heartbeat")),
  ...(await import("@/app/api/webhooks/ses/route")),
});
let product: Awaited<ReturnType<typeof load>>;
let isLoaded = false;

const MAIL_FROM_MX = "feedback-smtp.us-east-1.amazonses.com";

const none = () => Promise.reject(Object.assign(new Error("none"), { code: "ENODATA" }));

/** What a domain that is set up right has in DNS. */
const RECORDS = {
  txt: {
    "bounce.latchkey.example": ["v=spf1 include:amazonses.com ~all"],
    "_dmarc.latchkey.example": ["v=DMARC1; p=reject"],
  } as Record<string, string[]>,
  mx: {
    "bounce.latchkey.example": [MAIL_FROM_MX],
    "latchkey.example": ["mx.latchkey.example"],
  } as Record<string, string[]>,
  zone: "dkim.amazonses.com",
};

function dnsOf(changes: Partial<typeof RECORDS> = {}): Dns {
  const records = { ...RECORDS, ...changes };
  return {
    resolveTxt: async (name) => records.txt[name]?.map((each) => [each]) ?? none(),
    resolveMx: async (name) =>
      records.mx[name]?.map((exchange) => ({ exchange, priority: 10 })) ?? none(),
    resolveCname: async (name) => [`${name.split(".")[0]}.${records.zone}`],
  };
}

beforeAll(async () => {
  app = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => void answer(request.url ?? "", Buffer.concat(chunks)));
    async function answer(url: string, body: Buffer): Promise<void> {
      // SNS asks again while the product is being loaded.
      if (!isLoaded) return void response.writeHead(503).end();
      if (url !== "/api/webhooks/ses")
        return void response.end(JSON.stringify({ mode: "dev", function_count: 8 }));
      const request = new Request(`http://app${url}`, {
        method: "POST",
        body: new Uint8Array(body),
      });
      response.writeHead((await product.POST(request)).status).end();
    }
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  ses = await startLocalSes({
    events: { webhook: `${url}/api/webhooks/ses` },
    account: { suppressedReasons: ["BOUNCE", "COMPLAINT"] },
  });
  Object.assign(process.env, {
    APP_URL: url,
    INNGEST_DEV: url,
    AWS_ENDPOINT_URL_SES: ses.url,
    AWS_ENDPOINT_URL_SESV2: ses.url,
    AWS_ENDPOINT_URL_SNS: ses.url,
    SES_CONFIGURATION_SET: "latchkey",
    SES_SNS_TOPIC_ARNS: TOPIC,
    SES_SNS_CERTIFICATE_ORIGIN: ses.url,
    METRICS_TOKEN: "a-token-of-tests-0123456789-abcdefghij",
  });
  product = await load();
  isLoaded = true;
  for (const name of Object.keys(product.crons) as (keyof typeof product.crons)[])
    await product.recordHeartbeat(name);
  const real = product.realPorts("prisma/migrations");
  const isRight = async () =>
    product.exitCodeFor(await product.runDoctor({ ...real, dns: dnsOf() }));
  // Its subscription has to be confirmed first.
  await poll("a deployment that is right", async () => (await isRight()) === 0);
});

beforeEach(async () => {
  await ses.call("DELETE", "/setup");
  await ses.setAccount({
    maxSendRate: 200,
    max24HourSend: -1,
    isSandbox: false,
    isSendingEnabled: true,
    enforcementStatus: "HEALTHY",
    autoValidation: false,
    suppressedReasons: ["BOUNCE", "COMPLAINT"],
  });
});

afterAll(async () => {
  await ses.stop();
  app.closeAllConnections();
  app.close();
});

/** The ports of a deployment, with faults in place of some. */
function portsWith(faults: Partial<Ports> = {}): Ports {
  const real = product.realPorts("prisma/migrations");
  const facts = async () => ({ ...(await real.database.facts()), ...CAREFUL_ROLE });
  return { ...real, database: { ...real.database, facts }, dns: dnsOf(), ...faults };
}

/** Tests are the superuser of their PostgreSQL. */
const CAREFUL_ROLE = { isSuperuser: false, canCreateTables: false };

const examine = (faults?: Partial<Ports>) => product.runDoctor(portsWith(faults));

/** What is not right, as "subject: name". */
const troubles = (lines: Line[]) =>
  lines
    .filter(({ state }) => state !== "ok" && state !== "skipped")
    .map(({ subject, name, state }) => `${state} ${subject}: ${name}`);

test("a deployment that is set up right has no complaint, and exit code 0", async () => {
  const lines = await examine();
  expect(troubles(lines)).toEqual([]);
  expect(product.exitCodeFor(lines)).toBe(0);
  expect(new Set(lines.map(({ subject }) => subject)).size).toBe(10);
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
    expect(troubles(await examine())).toEqual([line]);
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
  ])("%j", async (fault, ...lines) => {
    await ses.call("PUT", "/setup", fault);
    expect(troubles(await examine())).toEqual(lines);
  });

  test("open and click tracking, which rewrites links", async () => {
    const { eventTypes } = await ses.call<{ eventTypes: string[] }>("GET", "/setup");
    await ses.call("PUT", "/setup", { eventTypes: [...eventTypes, "CLICK"] });
    const lines = await examine();
    expect(troubles(lines)).toEqual(["wrong SES configuration set: open and click tracking"]);
    expect(product.exitCodeFor(lines)).toBe(1);
  });

  test("rights that are missing, with exit code 2", async () => {
    await ses.call("PUT", "/setup", { denied: ["GetEmailIdentity"] });
    const lines = await examine();
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
    expect(troubles(await examine({ dns: dnsOf(changes) }))).toEqual(lines);
  });

  test("a resolver that does not answer is no proof that a record is missing", async () => {
    const resolveMx = () => Promise.reject(Object.assign(new Error(), { code: "ETIMEOUT" }));
    const lines = await examine({ dns: { ...dnsOf(), resolveMx } });
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
    const seen = troubles(await examine(faults(portsWith())));
    expect(
      seen.filter((line) => line !== "warning Inngest: schedules" || lines.includes(line)),
    ).toEqual(lines);
  });
});

test("emails to the mailbox simulator come back as events, and one that does not is named", async () => {
  const send = (longestWaitMs: number) =>
    product.runDoctor(
      portsWith({ pause: () => new Promise((resolve) => setTimeout(resolve, 50)) }),
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
