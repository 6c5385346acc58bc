import { type CheckedLine, rule, skipped } from "../line";
import type { Ports, Subscription } from "../ports";

/** SNS says this in place of an ARN until the subscription is confirmed. */
const isPending = ({ arn }: Subscription) => !arn.startsWith("arn:");

type Statement = { Effect?: string; Principal?: unknown; Action?: unknown };

/** Whether a topic's policy lets SES publish. */
function letsSesPublish(policy: string): boolean {
  const { Statement: statements = [] } = JSON.parse(policy) as { Statement?: Statement[] };
  return [statements].flat().some(({ Effect, Principal, Action }) => {
    const services = [(Principal as { Service?: unknown } | undefined)?.Service].flat();
    const actions = [Action].flat().map((each) => String(each).toLowerCase());
    const mayPublish = actions.some((each) => ["sns:publish", "sns:*"].includes(each));
    return Effect === "Allow" && services.includes("ses.amazonaws.com") && mayPublish;
  });
}

async function checkSubscription(
  { sns, env }: Ports,
  topic: string,
  short: string,
): Promise<CheckedLine[]> {
  const webhook = `${env.APP_URL}/api/webhooks/ses`;
  const all = await sns.subscriptions(topic);
  const found = all.find(({ endpoint }) => endpoint === webhook);
  const others = all.map(({ endpoint }) => endpoint).join(", ") || "nobody";
  const line = rule({
    name: `subscription of ${short}`,
    isRight: found !== undefined && !isPending(found),
    found: !found
      ? `The topic tells ${others}, and not ${webhook}.`
      : isPending(found)
        ? `The subscription of ${webhook} is not confirmed.`
        : `${webhook} is subscribed.`,
    right: `${webhook} is subscribed, and the app has confirmed it.`,
    fix: found
      ? "Start the app where SNS reaches APP_URL, then ask SNS to send the confirmation again."
      : `Subscribe ${webhook} to the topic, without raw message delivery.`,
  });
  if (!found || isPending(found)) return [line];
  const isRaw = await sns.isRaw(found.arn);
  return [
    line,
    rule({
      name: `raw delivery of ${short}`,
      isRight: !isRaw,
      found: isRaw ? "Raw message delivery is switched on." : "Messages come signed.",
      right: "Switched off: the app believes only what SNS has signed.",
      fix: `aws sns set-subscription-attributes --subscription-arn ${found.arn} --attribute-name RawMessageDelivery --attribute-value false`,
    }),
  ];
}

async function checkTopic(ports: Ports, topic: string): Promise<CheckedLine[]> {
  const short = topic.slice(topic.lastIndexOf(":") + 1);
  const policy = await ports.sns.topicPolicy(topic);
  if (policy === null)
    return [
      rule({
        name: `topic ${short}`,
        isRight: false,
        found: `There is no topic ${topic}.`,
        right: "Each topic of SES_SNS_TOPIC_ARNS exists.",
        fix: "Deploy ops/ses/template.yaml, or correct SES_SNS_TOPIC_ARNS.",
      }),
    ];
  const mayPublish = letsSesPublish(policy);
  return [
    rule({
      name: `policy of ${short}`,
      isRight: mayPublish,
      found: mayPublish ? "SES may publish to it." : "SES may not publish to it.",
      right: "The topic's policy lets ses.amazonaws.com publish.",
      fix: "Take over TopicPolicy of ops/ses/template.yaml.",
    }),
    ...(await checkSubscription(ports, topic, short)),
  ];
}

export async function checkSns(ports: Ports): Promise<CheckedLine[]> {
  const topics = ports.env.SES_SNS_TOPIC_ARNS;
  if (topics.length === 0) return [skipped("topics", "SES_SNS_TOPIC_ARNS names none.")];
  const lines = await Promise.all(topics.map((topic) => checkTopic(ports, topic)));
  return lines.flat();
}
