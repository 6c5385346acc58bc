import { randomBytes } from "node:crypto";
import { Agent } from "node:http";
import pLimit from "p-limit";
import { after } from "./time";
import type { RunnerResponse } from "@latchkey/local-http/http-server";
import type { PlannedEvent } from "./fate";
import { type PostOutcome, postAsSns } from "./post-as-sns";
import type { SentMail } from "./sent-mail";
import type { SnsIdentity } from "./sns-identity";
import { signSnsMessageBeside, type SnsFields, snsMessage, type SnsVersion } from "./sns-message";
import type { Stats } from "./stats";

/** As many posts to the webhook are under way at once. */
const IN_FLIGHT = 8;

/** After each failed try, in milliseconds. SNS, too, gives up after 50 of them. */
const RETRY_WAITS_MS = [100, 200, 1_000, 1_000, 2_000, 4_000, 8_000, 15_000].concat(
  Array<number>(41).fill(20_000),
);
const FIRST_CONFIRMATION_WAIT_MS = 250;
const LONGEST_CONFIRMATION_WAIT_MS = 5_000;

/** How the events of one email come: in another order, or several times. */
export interface EventFaults {
  areDuplicated: boolean;
  areReordered: boolean;
}

export interface SnsTopicOptions {
  arn: string;
  /** Where the app takes SES's events. */
  webhook: string;
  /** The same by the address that people use, as the subscription names it. */
  subscribedUrl: string;
  /** Where people reach this server: certificates and subscriptions are there. */
  origin: string;
  version: SnsVersion;
  identity: SnsIdentity;
  stats: Stats;
}

/**
 * Stands in for an SNS topic with one subscription: asks the webhook to confirm it, and
 * brings it events, signed, one by one for each email. All in memory. Events before the
 * confirmation wait for it, because here the app always starts after SES.
 */
export class SnsTopic {
  private readonly token = randomBytes(32).toString("hex");
  private readonly agent = new Agent({ keepAlive: true });
  private readonly slots = pLimit(IN_FLIGHT);
  private confirm: () => void = () => undefined;
  private readonly confirmed = new Promise<void>((resolve) => (this.confirm = resolve));
  private isConfirmed = false;
  private isStopped = false;

  constructor(private readonly options: SnsTopicOptions) {}

  get arn(): string {
    return this.options.arn;
  }

  get subscribedUrl(): string {
    return this.options.subscribedUrl;
  }

  get isSubscribed(): boolean {
    return this.isConfirmed;
  }

  /** Asks for the subscription until somebody opens its URL. */
  async subscribe(): Promise<void> {
    for (let waitMs = FIRST_CONFIRMATION_WAIT_MS; !this.isOver(); waitMs *= 2) {
      await this.post(this.confirmation());
      if (!this.isOver()) await pause(Math.min(waitMs, LONGEST_CONFIRMATION_WAIT_MS));
    }
  }

  /** Lets what is under way end; nothing new is posted. */
  stop(): void {
    this.isStopped = true;
    this.agent.destroy();
  }

  /** The answer of SNS to somebody who opens one of its URLs; undefined when it is none. */
  answer(url: URL): RunnerResponse | undefined {
    const { identity, arn } = this.options;
    if (url.pathname === identity.path)
      return { status: 200, headers: {}, body: identity.certificate };
    if (url.searchParams.get("Action") !== "ConfirmSubscription") return undefined;
    const isOurs =
      url.searchParams.get("TopicArn") === arn && url.searchParams.get("Token") === this.token;
    if (!isOurs) return { status: 403, headers: {}, body: "<ErrorResponse/>" };
    this.isConfirmed = true;
    this.confirm();
    return { status: 200, headers: {}, body: "<ConfirmSubscriptionResponse/>" };
  }

  /** Brings the events of an email to the webhook, each when its time has come. */
  async tell(
    mail: SentMail,
    events: readonly PlannedEvent[],
    { areDuplicated, areReordered }: EventFaults,
  ): Promise<void> {
    this.options.stats.countPlannedEvents(events.length * (areDuplicated ? 3 : 1));
    for (const event of areReordered ? events.toReversed() : events) {
      const at = after(mail.sentAt, event.afterMs);
      if (at.getTime() > Date.now()) await pause(at.getTime() - Date.now());
      await this.confirmed;
      const message = JSON.stringify(event.make(mail, at));
      const notification = this.notification(message);
      await this.deliver(notification);
      if (!areDuplicated) continue;
      await this.deliver(notification);
      await this.deliver(this.notification(message));
    }
  }

  private async deliver(message: SnsFields): Promise<void> {
    for (const waitMs of [...RETRY_WAITS_MS, null]) {
      const outcome = await this.slots(() => this.post(message));
      if (this.isStopped) return;
      if (outcome === "taken") return this.options.stats.countEvent("delivered");
      if (outcome === "refused" || waitMs === null) break;
      await pause(waitMs);
    }
    this.options.stats.countEvent("failed");
  }

  private async post(message: SnsFields): Promise<PostOutcome> {
    const { webhook, identity } = this.options;
    const body = await signSnsMessageBeside(message, identity.privateKey);
    return this.isStopped ? "away" : postAsSns(webhook, body, message, this.agent);
  }

  private notification(Message: string): SnsFields {
    const Subject = "Amazon SES Email Event Notification";
    return { ...this.message("Notification"), Subject, Message };
  }

  private confirmation(): SnsFields {
    const { origin, arn } = this.options;
    const url = new URL(origin);
    url.search = new URLSearchParams({
      Action: "ConfirmSubscription",
      TopicArn: arn,
      Token: this.token,
    }).toString();
    return {
      ...this.message("SubscriptionConfirmation"),
      Message: `You have chosen to subscribe to the topic ${arn}.`,
      Token: this.token,
      SubscribeURL: url.href,
    };
  }

  private message(type: "Notification" | "SubscriptionConfirmation"): SnsFields {
    const { arn: topic, version, origin, identity } = this.options;
    const certificateUrl = origin + identity.path;
    return snsMessage(type, { topic, version, certificateUrl, at: new Date() });
  }

  private isOver(): boolean {
    return this.isConfirmed || this.isStopped;
  }
}

/** Keeps no process alive, and needs no end: who wakes up after the stop does nothing. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref());
}
