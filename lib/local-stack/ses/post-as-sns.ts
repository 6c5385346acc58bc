/** SNS waits as long for an answer. */
const PATIENCE_MS = 15_000;

/**
 * How a webhook took a message: with a 2xx; with a status after which SNS gives up; or so
 * that SNS tries again, because it answered 5xx or 429 or not at all.
 */
export type PostOutcome = "taken" | "refused" | "away";

/** Posts the body of a message as SNS does. */
export async function postAsSns(
  webhook: string,
  body: string,
  about: { type: string; messageId: string; topic: string },
  stopped: AbortSignal,
): Promise<PostOutcome> {
  try {
    const response = await fetch(webhook, {
      method: "POST",
      headers: {
        "content-type": "text/plain; charset=UTF-8",
        "user-agent": "Amazon Simple Notification Service Agent",
        "x-amz-sns-message-type": about.type,
        "x-amz-sns-message-id": about.messageId,
        "x-amz-sns-topic-arn": about.topic,
        ...(about.type === "Notification" && {
          "x-amz-sns-subscription-arn": `${about.topic}:local`,
        }),
      },
      body,
      redirect: "manual",
      signal: AbortSignal.any([stopped, AbortSignal.timeout(PATIENCE_MS)]),
    });
    await response.arrayBuffer();
    if (response.ok) return "taken";
    return response.status >= 500 || response.status === 429 ? "away" : "refused";
  } catch {
    return "away";
  }
}
