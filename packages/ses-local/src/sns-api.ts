import type { RunnerResponse } from "@latchkey/local-http/http-server";
import type { Context } from "./context";
import { escapeXml } from "./query-xml";
import { snsEntries, snsRefusal as refusal, snsResult as result } from "./sns-xml";
import { textApi } from "./text-api";

const attributes = (values: Record<string, string>) =>
  `<Attributes>${snsEntries(values)}</Attributes>`;

function policy(arn: string, mayPublish: boolean): string {
  const Principal = mayPublish ? { Service: "ses.amazonaws.com" } : { AWS: "123456789012" };
  const statement = { Effect: "Allow", Principal, Action: "sns:Publish", Resource: arn };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** What can be read of the topic and of texts, by SNS's own API; undefined for an action that is none of it. */
export function snsApi(
  context: Context,
  action: string,
  parameters: URLSearchParams,
): RunnerResponse | undefined {
  return topicApi(context, action, parameters) ?? textApi(context, action, parameters);
}

function topicApi(
  { topic, setup }: Context,
  action: string,
  parameters: URLSearchParams,
): RunnerResponse | undefined {
  if (
    !["GetTopicAttributes", "ListSubscriptionsByTopic", "GetSubscriptionAttributes"].includes(
      action,
    )
  )
    return undefined;
  const shown = setup.show();
  if (shown.denied.includes(action)) return refusal(403, "AuthorizationError");
  const about = parameters.get("TopicArn") ?? parameters.get("SubscriptionArn") ?? "";
  if (!topic || !about.startsWith(topic.arn)) return refusal(404, "NotFound");
  if (action === "GetTopicAttributes")
    return result(action, attributes({ Policy: policy(topic.arn, shown.mayPublish) }));
  if (action === "GetSubscriptionAttributes")
    return result(action, attributes({ RawMessageDelivery: String(shown.isRaw) }));
  const arn =
    (shown.isConfirmed ?? topic.isSubscribed) ? `${topic.arn}:subscription` : "PendingConfirmation";
  const fields = {
    TopicArn: topic.arn,
    Protocol: "https",
    SubscriptionArn: arn,
    Owner: "123456789012",
    Endpoint: shown.subscribedUrl ?? topic.subscribedUrl,
  };
  const inner = Object.entries(fields).map(
    ([key, value]) => `<${key}>${escapeXml(value)}</${key}>`,
  );
  return result(action, `<Subscriptions><member>${inner.join("")}</member></Subscriptions>`);
}
