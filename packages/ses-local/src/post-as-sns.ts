import { type Agent, request as startRequest } from "node:http";
import type { SnsFields } from "./sns-message";

/** SNS waits as long for an answer. */
const PATIENCE_MS = 15_000;

/**
 * How a webhook took a message: with a 2xx; with a status after which SNS gives up; or so
 * that SNS tries again, because it answered 5xx or 429 or not at all.
 */
export type PostOutcome = "taken" | "refused" | "away";

/**
 * Posts a message, whose signed body is given, as SNS does. By Node's own client, which takes a
 * fraction of the time that `fetch` takes: events must not hold emails up.
 */
export function postAsSns(
  webhook: string,
  body: string,
  { Type, MessageId, TopicArn }: SnsFields,
  agent: Agent,
): Promise<PostOutcome> {
  const headers = {
    "content-type": "text/plain; charset=UTF-8",
    "content-length": Buffer.byteLength(body),
    "user-agent": "Amazon Simple Notification Service Agent",
    "x-amz-sns-message-type": Type,
    "x-amz-sns-message-id": MessageId,
    "x-amz-sns-topic-arn": TopicArn,
    ...(Type === "Notification" && { "x-amz-sns-subscription-arn": `${TopicArn}:local` }),
  };
  return new Promise((resolve) => {
    const request = startRequest(webhook, { method: "POST", headers, agent }, (response) => {
      response.resume().on("close", () => resolve(outcomeOf(response.statusCode ?? 0)));
    });
    request.setTimeout(PATIENCE_MS, () => request.destroy());
    request.on("error", () => resolve("away"));
    request.end(body);
  });
}

function outcomeOf(status: number): PostOutcome {
  if (status >= 200 && status < 300) return "taken";
  return status >= 500 || status === 429 ? "away" : "refused";
}
