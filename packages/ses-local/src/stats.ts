import { LastSecond } from "./last-second";

const NOTHING = { requests: 0, accepted: 0, throttled: 0, refused: 0, unanswered: 0 };

/** What there was to count since the start, or since it was reset. */
export class Stats {
  private counts = { ...NOTHING };
  private events = { delivered: 0, failed: 0 };
  private waiting = 0;
  private mostWithinASecond = 0;
  private lastSecond = new LastSecond();

  /** A request to send an email, whatever becomes of it. */
  countRequest(): void {
    this.counts.requests += 1;
    this.lastSecond.add();
    this.mostWithinASecond = Math.max(this.mostWithinASecond, this.lastSecond.count());
  }

  /** `unanswered` comes beside `accepted` when the email was taken and the answer was lost. */
  count(what: "accepted" | "throttled" | "refused" | "unanswered"): void {
    this.counts[what] += 1;
  }

  /** Messages that SNS has to deliver, at once or later. */
  countPlannedEvents(more: number): void {
    this.waiting += more;
  }

  countEvent(outcome: "delivered" | "failed"): void {
    this.waiting -= 1;
    this.events[outcome] += 1;
  }

  /** `sent` are all messages for the webhook: delivered, given up, and waiting together. */
  show() {
    const { delivered, failed } = this.events;
    const { waiting, mostWithinASecond } = this;
    const sent = delivered + failed + waiting;
    return { ...this.counts, mostWithinASecond, events: { sent, delivered, failed, waiting } };
  }

  reset(): void {
    this.counts = { ...NOTHING };
    this.events = { delivered: 0, failed: 0 };
    this.mostWithinASecond = 0;
    this.lastSecond = new LastSecond();
  }
}
