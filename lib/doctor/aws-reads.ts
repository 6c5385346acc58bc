import "server-only";
import {
  GetAccountCommand,
  GetConfigurationSetCommand,
  GetConfigurationSetEventDestinationsCommand,
  GetEmailIdentityCommand,
  NotFoundException,
  SESv2Client,
} from "@aws-sdk/client-sesv2";
import {
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  NotFoundException as NoTopic,
  SNSClient,
} from "@aws-sdk/client-sns";
import { SECOND } from "../clock";
import type { Env } from "../env-schema";
import { andParents, domainOf } from "./domains";
import type { SesReads, SnsReads, Subscription } from "./ports";

const settings = ({ AWS_REGION }: Env) => ({
  region: AWS_REGION,
  maxAttempts: 2,
  requestHandler: {
    connectionTimeout: 3 * SECOND,
    requestTimeout: 5 * SECOND,
    throwOnRequestTimeout: true,
  },
});

/** Null where AWS says that there is no such thing. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NotFoundException || error instanceof NoTopic) return null;
    throw error;
  }
}

/** Asks once, and gives everybody the same answer. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= ask());
}

let sesClient: SESv2Client | undefined;
let snsClient: SNSClient | undefined;

/** Reads from SES. Needs the policy of the doctor in ops/ses/template.yaml. */
export function readSes(env: Env): SesReads {
  const client = (sesClient ??= new SESv2Client(settings(env)));
  const ConfigurationSetName = env.SES_CONFIGURATION_SET;
  const { address } = env.MAIL_FROM;

  /** The identity of the address itself wins, then the nearest domain. */
  async function findIdentity() {
    for (const name of [address, ...andParents(domainOf(address))]) {
      const found = await orNull(client.send(new GetEmailIdentityCommand({ EmailIdentity: name })));
      if (found) return { ...found, name: domainOf(name) };
    }
    return null;
  }

  return {
    account: once(() => client.send(new GetAccountCommand({}))),
    identity: once(findIdentity),
    configurationSet: once(() =>
      orNull(client.send(new GetConfigurationSetCommand({ ConfigurationSetName }))),
    ),
    eventDestinations: once(async () => {
      const { EventDestinations = [] } = await client.send(
        new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName }),
      );
      return EventDestinations;
    }),
  };
}

/** Reads from SNS. Needs the same policy. */
export function readSns(env: Env): SnsReads {
  const client = (snsClient ??= new SNSClient(settings(env)));
  return {
    topicPolicy: async (TopicArn) => {
      const found = await orNull(client.send(new GetTopicAttributesCommand({ TopicArn })));
      return found && (found.Attributes?.Policy ?? "{}");
    },
    subscriptions: async (TopicArn) => {
      const all: Subscription[] = [];
      let NextToken: string | undefined;
      do {
        const page = await client.send(
          new ListSubscriptionsByTopicCommand({ TopicArn, NextToken }),
        );
        for (const each of page.Subscriptions ?? [])
          all.push({
            arn: each.SubscriptionArn ?? "",
            protocol: each.Protocol ?? "",
            endpoint: each.Endpoint ?? "",
          });
        ({ NextToken } = page);
      } while (NextToken);
      return all;
    },
    isRaw: async (SubscriptionArn) => {
      const { Attributes } = await client.send(
        new GetSubscriptionAttributesCommand({ SubscriptionArn }),
      );
      return Attributes?.RawMessageDelivery === "true";
    },
    isTextSandbox: async () => {
      const { IsInSandbox } = await client.send(new GetSMSSandboxAccountStatusCommand({}));
      return IsInSandbox ?? false;
    },
    textSpendLimit: async () => {
      const wanted = { attributes: ["MonthlySpendLimit"] };
      const { attributes } = await client.send(new GetSMSAttributesCommand(wanted));
      // Where nobody set one, SNS tells none: it is one dollar.
      return Number(attributes?.MonthlySpendLimit ?? 1);
    },
  };
}
