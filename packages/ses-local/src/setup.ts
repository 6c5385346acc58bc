import { z } from "zod";
import type { RunnerResponse } from "@latchkey/local-http/http-server";
import { restFailure } from "./rest-failure";

const yesOrNo = z.boolean("must be true or false");
const text = z.string("must be a text");
const reasons = z.array(z.enum(["BOUNCE", "COMPLAINT"]), "must be a list of BOUNCE and COMPLAINT");
const status = z.enum(["PENDING", "SUCCESS", "FAILED"], "must be PENDING, SUCCESS or FAILED");

const DEFAULTS = {
  /** The domain that is an identity; null for none. */
  identity: "latchkey.example" as string | null,
  isVerified: true,
  dkimStatus: "SUCCESS",
  isSigning: true,
  mailFromDomain: "bounce.latchkey.example" as string | null,
  mailFromStatus: "SUCCESS",
  forwardsFeedback: false,
  /** Null for none. Emails may name any set, as before. */
  configurationSet: "latchkey" as string | null,
  isSetSending: true,
  tlsPolicy: "REQUIRE",
  /** Null: those of the account. */
  setSuppressedReasons: null as ("BOUNCE" | "COMPLAINT")[] | null,
  isEngagementTracked: false,
  isDestinationEnabled: true,
  eventTypes: [
    "SEND",
    "REJECT",
    "DELIVERY",
    "BOUNCE",
    "COMPLAINT",
    "DELIVERY_DELAY",
    "RENDERING_FAILURE",
  ],
  /** Whether the policy of the topic names SES. */
  mayPublish: true,
  isRaw: false,
  /** Where the subscription goes; null: where it really goes. */
  subscribedUrl: null as string | null,
  /** Null: as it really is. */
  isConfirmed: null as boolean | null,
  /** What SNS tells of text messages. */
  isTextSandbox: false,
  /** Dollars a month; null where nobody set it. */
  textSpendLimit: "100" as string | null,
  /** Actions that are refused, by name, such as GetAccount. */
  denied: [] as string[],
};

/** The body of `PUT /setup`; what is left out stays as it is. */
export const setupSchema = z
  .strictObject({
    identity: text.nullable(),
    isVerified: yesOrNo,
    dkimStatus: status,
    isSigning: yesOrNo,
    mailFromDomain: text.nullable(),
    mailFromStatus: status,
    forwardsFeedback: yesOrNo,
    configurationSet: text.nullable(),
    isSetSending: yesOrNo,
    tlsPolicy: z.enum(["REQUIRE", "OPTIONAL"], "must be REQUIRE or OPTIONAL"),
    setSuppressedReasons: reasons.nullable(),
    isEngagementTracked: yesOrNo,
    isDestinationEnabled: yesOrNo,
    eventTypes: z.array(text),
    mayPublish: yesOrNo,
    isRaw: yesOrNo,
    subscribedUrl: text.nullable(),
    isConfirmed: yesOrNo.nullable(),
    isTextSandbox: yesOrNo,
    textSpendLimit: text.nullable(),
    denied: z.array(text),
  })
  .partial();

export type SetupSettings = z.infer<typeof setupSchema>;

/**
 * How the account is set up for sending: identity, configuration set, event destination, topic.
 * It is only told, to whoever reads it; nothing of it changes what becomes of emails.
 */
export class Setup {
  private settings = DEFAULTS;

  change(settings: SetupSettings): void {
    this.settings = { ...this.settings, ...(settings as Partial<typeof DEFAULTS>) };
  }

  reset(): void {
    this.settings = DEFAULTS;
  }

  show() {
    return this.settings;
  }

  /** The refusal of an action of the second API; undefined where it is allowed. */
  denial(action: string): RunnerResponse | undefined {
    if (!this.settings.denied.includes(action)) return undefined;
    return restFailure(
      403,
      "AccessDeniedException",
      `User is not authorized to perform: ${action}`,
    );
  }
}
