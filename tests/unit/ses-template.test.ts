// ops/ses/template.yaml, which nobody here can deploy: its facts, and cfn-lint where it is installed.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { EVENT_TYPES } from "@/lib/doctor/checks/ses-configuration-set";

const file = "ops/ses/template.yaml";

/** CloudFormation's short functions are read as what they hold. */
const customTags = ["!Ref", "!Sub"].map((tag) => ({ tag, resolve: (text: string) => text }));

type Resource = { Type: string; DependsOn?: string; Properties: Record<string, unknown> };
type Statement = { Action: string | string[]; Resource: string | string[]; Principal?: object };

const { Resources } = parse(readFileSync(file, "utf8"), { customTags }) as {
  Resources: Record<string, Resource>;
};
/** CloudFormation writes SES's event types in another way: deliveryDelay. */
const toCloudFormation = (type: string) =>
  type.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

const properties = (name: string) => Resources[name]?.Properties;

const statements = (name: string) =>
  (properties(name)?.PolicyDocument as { Statement: Statement[] }).Statement;
const actions = (name: string) =>
  statements(name)
    .flatMap(({ Action }) => Action)
    .sort();

describe("the template of SES", () => {
  test("signs, has a MAIL FROM domain of its own, and requires TLS", () => {
    expect(properties("Identity")).toMatchObject({
      EmailIdentity: "Domain",
      DkimAttributes: { SigningEnabled: true },
      MailFromAttributes: { MailFromDomain: "${MailFromSubdomain}.${Domain}" },
      FeedbackAttributes: { EmailForwardingEnabled: false },
    });
    expect(properties("ConfigurationSet")).toMatchObject({
      DeliveryOptions: { TlsPolicy: "REQUIRE" },
      SuppressionOptions: { SuppressedReasons: ["BOUNCE", "COMPLAINT"] },
      VdmOptions: { DashboardOptions: { EngagementMetrics: "DISABLED" } },
    });
  });

  test("publishes exactly the events that the doctor wants, to a topic that SES may publish to", () => {
    expect(Resources.EventDestination).toMatchObject({
      DependsOn: "TopicPolicy",
      Properties: {
        ConfigurationSetName: "ConfigurationSet",
        EventDestination: {
          Enabled: true,
          MatchingEventTypes: EVENT_TYPES.map(toCloudFormation),
          SnsDestination: { TopicARN: "Topic" },
        },
      },
    });
    expect(statements("TopicPolicy")).toMatchObject([
      {
        Effect: "Allow",
        Principal: { Service: "ses.amazonaws.com" },
        Action: "sns:Publish",
        Condition: { StringEquals: { "AWS:SourceAccount": "AWS::AccountId" } },
      },
    ]);
    expect(properties("Subscription")).toEqual({
      TopicArn: "Topic",
      Protocol: "https",
      Endpoint: "${AppUrl}/api/webhooks/ses",
      RawMessageDelivery: false,
    });
  });

  test("gives the app and the doctor the rights that they use, and no more", () => {
    expect(actions("AppPolicy")).toEqual([
      "ses:DeleteSuppressedDestination",
      "ses:GetSendQuota",
      "ses:SendRawEmail",
      "sns:CheckIfPhoneNumberIsOptedOut",
      "sns:Publish",
    ]);
    // To numbers alone: no topic of the account is the app's business.
    expect(statements("AppPolicy")).toContainEqual({
      Sid: "SendTexts",
      Effect: "Allow",
      Action: "sns:Publish",
      NotResource: "arn:${AWS::Partition}:sns:*:*:*",
    });
    const source = readFileSync("lib/doctor/aws-reads.ts", "utf8");
    const used = new Set(Array.from(source.matchAll(/new (\w+)Command\(/g), ([, name]) => name));
    expect(actions("DoctorPolicy").map((each) => each.split(":")[1])).toEqual(
      expect.arrayContaining([...used]),
    );
    expect(actions("DoctorPolicy")).toHaveLength(used.size);
    expect(actions("DoctorPolicy").every((each) => /:(Get|List)/.test(each))).toBe(true);
  });

  const isInstalled = spawnSync("cfn-lint", ["--version"]).status === 0;
  test.skipIf(!isInstalled)(
    "has nothing that cfn-lint (where it is installed) complains of",
    () => {
      const { status, stdout } = spawnSync("cfn-lint", [file], { encoding: "utf8" });
      expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    },
  );
});
