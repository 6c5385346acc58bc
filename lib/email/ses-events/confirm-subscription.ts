import { fetchFromSns, type SnsAnswer } from "./fetch-from-sns";
import { isSnsUrl } from "./is-sns-url";
import type { SnsEnvelope } from "./sns-envelope";

type Confirmation = Extract<SnsEnvelope, { Type: "SubscriptionConfirmation" }>;

/**
 * Tells SNS that we want a topic's messages, by the URL it sent. Only for a message that
 * `checkEnvelope` found genuine: that URL is the one thing a message makes us visit.
 */
export async function confirmSubscription(
  { SubscribeURL, TopicArn }: Confirmation,
  origin: string | undefined,
): Promise<SnsAnswer["outcome"]> {
  const url = new URL(SubscribeURL);
  const isConfirmation =
    url.searchParams.get("Action") === "ConfirmSubscription" &&
    url.searchParams.get("TopicArn") === TopicArn;
  if (!isConfirmation || !isSnsUrl(url, origin)) return "refused";
  return (await fetchFromSns(url)).outcome;
}
