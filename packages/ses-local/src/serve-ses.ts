import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "@latchkey/local-http/http-server";
import { refuseForeign } from "@latchkey/local-http/local-only";
import { Account, type AccountSettings } from "./account";
import type { Context } from "./context";
import { startEmulator } from "./emulator";
import { faultForms } from "./fault-forms";
import { Faults } from "./faults";
import { Mailbox } from "./mailbox";
import { queryApi } from "./query-api";
import { readBody } from "./read-body";
import { reply } from "./reply";
import { isRestApi, restApi } from "./rest-api";
import { Setup } from "./setup";
import { createSnsIdentity } from "./sns-identity";
import { TOPIC, type SnsVersion } from "./sns-message";
import { SnsTopic } from "./sns-topic";
import { Stats } from "./stats";
import { isSwitch, switchesApi } from "./switches-api";

export interface SesOptions {
  port: number;
  /** 127.0.0.1 by default. */
  host?: string;
  /** How many emails are kept, the newest ones. */
  capacity?: number;
  account?: AccountSettings;
  /** Who wants events, and how they are signed. Left out: nobody. */
  events?: { webhook: string; subscribedUrl?: string; topic?: string; version?: SnsVersion };
}

/** Longer than an app keeps a connection: one that ends under a request loses an answer. */
const KEEP_ALIVE_MS = 60_000;

/**
 * Serves the SES emulator with its web inbox, and adds what it lacks: the mailbox simulator,
 * quotas and rates, the sandbox, events signed as SNS signs them, and faults that are
 * switched on and off over HTTP. README.md lists all of it. Closing the server ends it.
 */
export async function serveSes(options: SesOptions): Promise<Server> {
  const { port, host = "127.0.0.1", capacity, events } = options;
  const emulator = await startEmulator(port, host);
  const { server } = emulator;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stats = new Stats();
  const topic = events && startTopic(events, origin, stats);
  const context: Context = {
    account: new Account(options.account),
    emulator,
    faults: new Faults(),
    mailbox: new Mailbox(capacity),
    setup: new Setup(),
    stats,
    textStats: new Stats(),
    topic,
  };
  server.on("request", (request, response) => {
    void answer(context, host, request, response);
  });
  server.on("close", () => topic?.stop());
  return server;
}

function startTopic(
  {
    webhook,
    subscribedUrl = webhook,
    topic: arn = TOPIC,
    version = "2",
  }: NonNullable<SesOptions["events"]>,
  origin: string,
  stats: Stats,
): SnsTopic {
  const identity = createSnsIdentity();
  const topic = new SnsTopic({ arn, webhook, subscribedUrl, origin, version, identity, stats });
  void topic.subscribe();
  return topic;
}

async function answer(
  context: Context,
  host: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? "GET";
  const target = request.url ?? "/";
  if (!URL.canParse(target, "http://localhost"))
    return reply(response, json({ error: "This is no address." }, 400));
  const url = new URL(target, "http://localhost");
  // No page of another website can send this header without our leave.
  const isAws = request.headers.authorization !== undefined;
  if (!isAws && refuseForeign(method, request.headers, host) !== undefined) {
    const error = "The local SES answers to local names, and to no other website's pages.";
    return reply(response, json({ error }, 403));
  }
  const asSns = method === "GET" ? context.topic?.answer(url) : undefined;
  if (asSns) return reply(response, asSns);
  if (isAws && method === "POST" && url.pathname === "/")
    return queryApi(context, request, response);
  const isRest = isAws && isRestApi(url);
  if (!isRest && !isSwitch(url)) return context.emulator.handle(request, response);
  const body = (await readBody(request)) ?? "";
  const result = isRest
    ? restApi(context, method, url, body)
    : (faultForms(context.faults, { method, url, headers: request.headers }, body) ??
      switchesApi(context, method, url, body));
  reply(response, result);
}
