// A deployment that is set up right: the local SES, a stand-in for the app, DNS. Faults are put in.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { TOPIC } from "@latchkey/ses-local/sns-message";
import { poll } from "@latchkey/testing/poll";
import type { Ports } from "@/lib/doctor/ports";
import { startLocalSes } from "./local-ses";
import { dnsOf } from "./sender-dns";

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
/** The app's role: tests themselves are the superuser of their PostgreSQL. */
const CAREFUL_ROLE = { isSuperuser: false, canCreateTables: false };

/** Starts it, on the database of the test. */
export async function startDeployment() {
  const loaded: { webhook?: (request: Request) => Promise<Response> } = {};
  const app = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => void answer(request.url ?? "", Buffer.concat(chunks)));
    async function answer(url: string, body: Buffer): Promise<void> {
      // SNS asks again while the product is being loaded.
      if (!loaded.webhook) return void response.writeHead(503).end();
      if (url !== "/api/webhooks/ses")
        return void response.end(JSON.stringify({ mode: "dev", function_count: 8 }));
      const request = new Request(`http://app${url}`, {
        method: "POST",
        body: new Uint8Array(body),
      });
      response.writeHead((await loaded.webhook(request)).status).end();
    }
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  const ses = await startLocalSes({
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
    SMS_COUNTRIES: "DE",
    METRICS_TOKEN: "a-token-of-tests-0123456789-abcdefghij",
  });
  const product = await load();
  loaded.webhook = product.POST;
  for (const name of Object.keys(product.crons) as (keyof typeof product.crons)[])
    await product.recordHeartbeat(name);
  const real = product.realPorts(["20261122145613_first"]);
  const isRight = async () =>
    product.exitCodeFor(await product.runDoctor({ ...real, dns: dnsOf() }));
  // Its subscription has to be confirmed first.
  await poll("a deployment that is right", async () => (await isRight()) === 0);

  /** The ports of the deployment, with faults in place of some. */
  function portsWith(faults: Partial<Ports> = {}): Ports {
    const real = product.realPorts(["20261122145613_first"]);
    const facts = async () => ({ ...(await real.database.facts()), ...CAREFUL_ROLE });
    return { ...real, database: { ...real.database, facts }, dns: dnsOf(), ...faults };
  }

  return {
    ...product,
    ses,
    portsWith,
    examine: (faults?: Partial<Ports>) => product.runDoctor(portsWith(faults)),
    async mend(): Promise<void> {
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
    },
    async stop(): Promise<void> {
      await ses.stop();
      app.closeAllConnections();
      app.close();
    },
  };
}

export type Deployment = Awaited<ReturnType<typeof startDeployment>>;
