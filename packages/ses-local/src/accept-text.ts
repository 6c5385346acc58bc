import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { RunnerResponse } from "@latchkey/local-http/http-server";
import type { Context } from "./context";
import { ANSWER_FAULTS, FATE_FAULTS, LOST_ANSWER_FAULTS, TEXT_FAULTS } from "./fault";
import { reply } from "./reply";
import { snsRefusal, snsResult } from "./sns-xml";
import { isOptedOut } from "./text-api";

/** How a request ends before the text was taken: in words, or without any. */
type Trouble = RunnerResponse | "silence" | "hang_up" | undefined;

/** What a phone shows where nobody gave a name. */
const NUMBER_OF_OURS = "NOTICE";

/** The value of a message attribute of a request. */
function attribute(parameters: URLSearchParams, name: string): string | undefined {
  for (const [key, value] of parameters) {
    const entry = /^(MessageAttributes\.entry\.\d+)\.Name$/.exec(key)?.[1];
    if (entry && value === name) return parameters.get(`${entry}.Value.StringValue`) ?? undefined;
  }
  return undefined;
}

/** Answers `Publish` to a phone number as SNS would, or as a fault wants it. */
export async function acceptText(
  context: Context,
  response: ServerResponse,
  parameters: URLSearchParams,
): Promise<void> {
  const { faults, mailbox, textStats } = context;
  const to = parameters.get("PhoneNumber") ?? "";
  textStats.countRequest();
  const trouble = await troubleWith(context, to);
  if (trouble === "silence" || trouble === "hang_up") {
    textStats.count("unanswered");
    if (trouble === "hang_up") response.destroy();
    return;
  }
  if (trouble) {
    textStats.count(trouble.status === 429 ? "throttled" : "refused");
    return reply(response, trouble);
  }
  textStats.count("accepted");
  const messageId = randomUUID();
  const from = attribute(parameters, "AWS.SNS.SMS.SenderID") ?? NUMBER_OF_OURS;
  const keep = () =>
    mailbox.keepText({ messageId, from, to, words: parameters.get("Message") ?? "" });
  const delay = FATE_FAULTS.filter((fault) => fault === "delay");
  const late = faults.meet(delay, [to]);
  // As at AWS: a text for a phone that opted out is taken, and not sent.
  if (late) setTimeout(keep, late.ms).unref();
  else if (!isOptedOut(context, to)) keep();
  const lost = faults.meet(LOST_ANSWER_FAULTS, [to]);
  if (!lost) return reply(response, snsResult("Publish", `<MessageId>${messageId}</MessageId>`));
  textStats.count("unanswered");
  if (lost.fault === "hang_up_after") response.destroy();
}

async function troubleWith({ faults }: Context, to: string): Promise<Trouble> {
  if (!/^\+[1-9]\d{6,14}$/.test(to)) return notANumber(to);
  const [slow, ...others] = ANSWER_FAULTS;
  const [, spendLimit] = TEXT_FAULTS;
  const brake = faults.meet([slow], [to]);
  if (brake) await wait(brake.ms);
  const met = faults.meet([...others.filter((name) => name !== "daily_quota"), spendLimit], [to]);
  switch (met?.fault) {
    case "throttle":
      return snsRefusal(429, "Throttled", "Rate exceeded");
    case "unavailable":
      return snsRefusal(500, "InternalError", "Internal service error");
    case "rejected":
      return notANumber(to);
    case "spend_limit":
      return snsRefusal(400, "InvalidParameter", "No quota left for account");
    case "silence_before":
      return "silence";
    case "hang_up_before":
      return "hang_up";
    case undefined:
      return undefined;
  }
}

const notANumber = (to: string) =>
  snsRefusal(
    400,
    "InvalidParameter",
    `Invalid parameter: PhoneNumber Reason: ${to} is not valid to publish to`,
  );
