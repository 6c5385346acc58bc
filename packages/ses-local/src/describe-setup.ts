import { json, type RunnerResponse } from "@latchkey/local-http/http-server";
import type { Account } from "./account";
import { restFailure } from "./rest-failure";
import type { Setup } from "./setup";

/** The answer of GetAccount. */
export function describeAccount(account: Account) {
  const shown = account.show();
  return {
    DedicatedIpAutoWarmupEnabled: false,
    EnforcementStatus: shown.enforcementStatus,
    ProductionAccessEnabled: !shown.isSandbox,
    SendingEnabled: shown.isSendingEnabled,
    SendQuota: {
      Max24HourSend: shown.max24HourSend,
      MaxSendRate: shown.maxSendRate,
      SentLast24Hours: shown.sentLast24Hours,
    },
    SuppressionAttributes: {
      SuppressedReasons: shown.suppressedReasons,
      ValidationAttributes: {
        ConditionThreshold: {
          ConditionThresholdEnabled: shown.autoValidation ? "ENABLED" : "DISABLED",
        },
      },
    },
  };
}

function describeIdentity(setup: Setup) {
  const shown = setup.show();
  return {
    IdentityType: "DOMAIN",
    FeedbackForwardingStatus: shown.forwardsFeedback,
    VerifiedForSendingStatus: shown.isVerified,
    VerificationStatus: shown.isVerified ? "SUCCESS" : "PENDING",
    DkimAttributes: {
      SigningEnabled: shown.isSigning,
      Status: shown.dkimStatus,
      Tokens: ["token1", "token2", "token3"],
      SigningAttributesOrigin: "AWS_SES",
    },
    ...(shown.mailFromDomain && {
      MailFromAttributes: {
        MailFromDomain: shown.mailFromDomain,
        MailFromDomainStatus: shown.mailFromStatus,
        BehaviorOnMxFailure: "USE_DEFAULT_VALUE",
      },
    }),
  };
}

function describeSet(setup: Setup) {
  const shown = setup.show();
  return {
    ConfigurationSetName: shown.configurationSet,
    DeliveryOptions: { TlsPolicy: shown.tlsPolicy },
    SendingOptions: { SendingEnabled: shown.isSetSending },
    ...(shown.setSuppressedReasons && {
      SuppressionOptions: { SuppressedReasons: shown.setSuppressedReasons },
    }),
    VdmOptions: {
      DashboardOptions: { EngagementMetrics: shown.isEngagementTracked ? "ENABLED" : "DISABLED" },
    },
  };
}

function describeDestinations(setup: Setup, topic: string | undefined) {
  const { isDestinationEnabled: Enabled, eventTypes: MatchingEventTypes } = setup.show();
  const destination = {
    Name: "sns",
    Enabled,
    MatchingEventTypes,
    SnsDestination: { TopicArn: topic },
  };
  return { EventDestinations: topic ? [destination] : [] };
}

/** Answers GetEmailIdentity, GetConfigurationSet and GetConfigurationSetEventDestinations. */
export function describeSetup(
  setup: Setup,
  topic: string | undefined,
  { resource, name, part }: { resource: string; name: string; part: string | undefined },
): RunnerResponse | undefined {
  const shown = setup.show();
  const missing = restFailure(404, "NotFoundException", `${name} does not exist.`);
  switch (part === undefined ? resource : `${resource}/${part}`) {
    case "identities": {
      const found = name === shown.identity ? json(describeIdentity(setup)) : missing;
      return setup.denial("GetEmailIdentity") ?? found;
    }
    case "configuration-sets": {
      const found = name === shown.configurationSet ? json(describeSet(setup)) : missing;
      return setup.denial("GetConfigurationSet") ?? found;
    }
    case "configuration-sets/event-destinations": {
      const isThere = name === shown.configurationSet;
      const found = isThere ? json(describeDestinations(setup, topic)) : missing;
      return setup.denial("GetConfigurationSetEventDestinations") ?? found;
    }
    default:
      return undefined;
  }
}
