import type { EventDestination } from "@aws-sdk/client-sesv2";
import { type CheckedLine, rule } from "../line";
import type { Ports } from "../ports";

/** What lib/email/ses-events understands. */
export const EVENT_TYPES = [
  "SEND",
  "REJECT",
  "DELIVERY",
  "BOUNCE",
  "COMPLAINT",
  "DELIVERY_DELAY",
  "RENDERING_FAILURE",
] as const;

/** To report these, SES rewrites links and adds a picture. */
const TRACKING = ["OPEN", "CLICK"] as const;

const TEMPLATE = "Deploy ops/ses/template.yaml";

function checkEvents(destinations: EventDestination[], topics: string[]): CheckedLine[] {
  const ours = destinations.filter(
    ({ Enabled, SnsDestination }) => Enabled && topics.includes(SnsDestination?.TopicArn ?? ""),
  );
  const types = new Set(ours.flatMap(({ MatchingEventTypes }) => MatchingEventTypes ?? []));
  const missing = EVENT_TYPES.filter((type) => !types.has(type));
  // Whatever the destination, the links are rewritten.
  const tracked = TRACKING.filter((type) =>
    destinations.some(
      ({ Enabled, MatchingEventTypes }) => Enabled && MatchingEventTypes?.includes(type),
    ),
  );
  return [
    rule({
      name: "event destination",
      isRight: ours.length > 0,
      found:
        ours.length > 0
          ? "The set publishes events to a topic of SES_SNS_TOPIC_ARNS."
          : "The set publishes events to no topic of SES_SNS_TOPIC_ARNS, or the destination is switched off.",
      right: "A destination that is switched on, to a topic in SES_SNS_TOPIC_ARNS.",
      fix: `${TEMPLATE}, and set SES_SNS_TOPIC_ARNS to its TopicArn.`,
    }),
    ...(ours.length === 0
      ? []
      : [
          rule({
            name: "event types",
            isRight: missing.length === 0,
            found:
              missing.length === 0
                ? "All events that the app uses."
                : `Missing: ${missing.join(", ")}.`,
            right: `${EVENT_TYPES.join(", ")}.`,
            fix: "Add the missing types to the event destination.",
          }),
        ]),
    rule({
      name: "open and click tracking",
      isRight: tracked.length === 0,
      found: tracked.length === 0 ? "Switched off." : `Switched on: ${tracked.join(", ")}.`,
      right: "Switched off: SES would rewrite the links, and their tokens would be in its logs.",
      fix: "Remove OPEN and CLICK from every event destination of the set.",
    }),
  ];
}

export async function checkConfigurationSet({ ses, env }: Ports): Promise<CheckedLine[]> {
  const name = env.SES_CONFIGURATION_SET;
  if (!name)
    return [
      rule({
        name: "configuration set",
        isRight: false,
        otherwise: "warning",
        found: "SES_CONFIGURATION_SET is not set: the app never learns of bounces and complaints.",
        right: "A configuration set with an event destination.",
        fix: `${TEMPLATE}, and set SES_CONFIGURATION_SET and SES_SNS_TOPIC_ARNS.`,
      }),
    ];
  const set = await ses.configurationSet();
  if (!set)
    return [
      rule({
        name: "configuration set",
        isRight: false,
        found: `SES in ${env.AWS_REGION} has no configuration set ${name}: it refuses every email.`,
        right: "The set of SES_CONFIGURATION_SET exists in AWS_REGION.",
        fix: `${TEMPLATE}, or correct SES_CONFIGURATION_SET.`,
      }),
    ];
  const isSending = set.SendingOptions?.SendingEnabled !== false;
  const tls = set.DeliveryOptions?.TlsPolicy ?? "OPTIONAL";
  // Without reasons of its own the set has those of the account.
  const reasons = set.SuppressionOptions?.SuppressedReasons;
  const clicks = set.VdmOptions?.DashboardOptions?.EngagementMetrics === "ENABLED";
  return [
    rule({
      name: "configuration set",
      isRight: isSending,
      found: isSending ? `${name} exists and sends.` : `Sending is switched off for ${name}.`,
      right: "It exists, and sending is switched on.",
      fix: `aws sesv2 put-configuration-set-sending-options --configuration-set-name ${name} --sending-enabled`,
    }),
    rule({
      name: "TLS policy",
      isRight: tls === "REQUIRE",
      otherwise: "warning",
      found: tls === "REQUIRE" ? "SES delivers by TLS only." : "SES also delivers in the clear.",
      right: "REQUIRE: the links and codes let people in.",
      fix: `aws sesv2 put-configuration-set-delivery-options --configuration-set-name ${name} --tls-policy REQUIRE`,
    }),
    rule({
      name: "suppression reasons of the set",
      isRight: !reasons || (reasons.includes("BOUNCE") && reasons.includes("COMPLAINT")),
      otherwise: "warning",
      found: reasons ? `The set has: ${reasons.join(", ") || "none"}.` : "As the account.",
      right: "BOUNCE and COMPLAINT, or those of the account.",
      fix: `aws sesv2 put-configuration-set-suppression-options --configuration-set-name ${name} --suppressed-reasons BOUNCE COMPLAINT`,
    }),
    rule({
      name: "engagement metrics of the set",
      isRight: !clicks,
      found: clicks ? "The set rewrites links to count clicks." : "Links stay as they are.",
      right: "Switched off.",
      fix: `aws sesv2 put-configuration-set-vdm-options --configuration-set-name ${name} --vdm-options DashboardOptions={EngagementMetrics=DISABLED}`,
    }),
    ...checkEvents(await ses.eventDestinations(), env.SES_SNS_TOPIC_ARNS),
  ];
}
