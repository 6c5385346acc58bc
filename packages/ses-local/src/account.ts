import { z } from "zod";
import { LastSecond } from "./last-second";
import { type Refusal, refusals } from "./refusal";
import { scenarioOf } from "./simulator";

const addresses = z.array(z.string().min(1), "must be a list of addresses");

/** The body of `PUT /account`; what is left out stays as it is. */
export const accountSchema = z.strictObject({
  maxSendRate: z.number("must be a number").min(0, "is at least 0").optional(),
  max24HourSend: z.number("must be a number").min(-1, "is a number of mails, or -1").optional(),
  sentLast24Hours: z.number("must be a number").min(0, "is at least 0").optional(),
  isSandbox: z.boolean("must be true or false").optional(),
  isSendingEnabled: z.boolean("must be true or false").optional(),
  enforcementStatus: z
    .enum(["HEALTHY", "PROBATION", "SHUTDOWN"], "must be HEALTHY, PROBATION or SHUTDOWN")
    .optional(),
  autoValidation: z.boolean("must be true or false").optional(),
  verified: addresses.optional(),
  suppressed: addresses.optional(),
  optedOut: z.array(z.string().regex(/^\+\d+$/), "must be a list of numbers").optional(),
  suppressedReasons: z
    .array(z.enum(["BOUNCE", "COMPLAINT"]), "must be a list of BOUNCE and COMPLAINT")
    .optional(),
});

export type AccountSettings = z.infer<typeof accountSchema>;

export type SuppressionReason = "BOUNCE" | "COMPLAINT";

export interface Suppressed {
  address: string;
  reason: SuppressionReason;
  since: Date;
}

/** An account at SES: its quotas, its sandbox and its own list of suppressed addresses. */
export class Account {
  private settings = {
    maxSendRate: 200,
    /** Emails in 24 hours; -1 is no quota, as in SES's own answers. */
    max24HourSend: -1,
    sentLast24Hours: 0,
    isSandbox: false,
    /** What is only told: it stops no email here. */
    isSendingEnabled: true,
    enforcementStatus: "HEALTHY",
    autoValidation: false,
    /** Addresses and domains that the sandbox lets emails come from and go to. */
    verified: ["latchkey.example"],
    /** Numbers that want no texts. SNS takes texts for them, and sends none. */
    optedOut: [] as string[],
    /** What SES puts on the list by itself, as it does for every account since November 2019. */
    suppressedReasons: ["BOUNCE", "COMPLAINT"] as SuppressionReason[],
  };
  private readonly list = new Map<string, Suppressed>();
  private readonly lastSecond = new LastSecond();

  constructor(settings: AccountSettings = {}) {
    this.change(settings);
  }

  change({ suppressed, ...settings }: AccountSettings): void {
    const given = Object.entries(settings).filter(([, value]) => value !== undefined);
    this.settings = { ...this.settings, ...Object.fromEntries(given) };
    if (suppressed === undefined) return;
    this.list.clear();
    for (const address of suppressed) this.suppress(address, "BOUNCE");
  }

  show() {
    return { ...this.settings, suppressed: this.suppressed().map(({ address }) => address) };
  }

  suppress(address: string, reason: SuppressionReason): void {
    this.list.set(address.toLowerCase(), { address, reason, since: new Date() });
  }

  /** False when the address was not on the list. */
  unsuppress(address: string): boolean {
    return this.list.delete(address.toLowerCase());
  }

  suppression(address: string): Suppressed | undefined {
    return this.list.get(address.toLowerCase());
  }

  suppressed(): Suppressed[] {
    return [...this.list.values()];
  }

  /** Counts an email, unless the account may not send it: then the words to refuse it with. */
  admit({
    from,
    recipients,
  }: {
    from: string;
    recipients: readonly string[];
  }): Refusal | undefined {
    const { maxSendRate, max24HourSend, sentLast24Hours, isSandbox } = this.settings;
    const counted = recipients.filter((address) => scenarioOf(address) === undefined).length;
    if (isSandbox) {
      const strangers = [from, ...recipients].filter((identity) => !this.isVerified(identity));
      if (strangers.length > 0) return refusals.notVerified(strangers);
    }
    if (this.lastSecond.count() >= maxSendRate) return refusals.throttled;
    if (max24HourSend >= 0 && counted > 0 && sentLast24Hours + counted > max24HourSend)
      return refusals.quotaUsedUp;
    this.lastSecond.add();
    this.settings.sentLast24Hours += counted;
    return undefined;
  }

  private isVerified(identity: string): boolean {
    const address = (/<([^<>]+)>\s*$/.exec(identity)?.[1] ?? identity).toLowerCase();
    if (scenarioOf(address) !== undefined) return true;
    const domain = address.slice(address.indexOf("@") + 1);
    return this.settings.verified
      .map((each) => each.toLowerCase())
      .some((each) => each === address || each === domain || domain.endsWith(`.${each}`));
  }
}
