import type { SenderStanding } from "../../db";

/** What became of the newest emails. */
export type Counts = { mails: number; bounces: number; complaints: number };

export type Reputation = Counts & {
  /** Shares of 1, each of at least as many emails as `FEWEST` says. */
  bounceRate: number;
  complaintRate: number;
  standing: SenderStanding;
};

/**
 * SES reviews an account at 5 % bounces or 0.1 % complaints, and pauses its sending at 10 % or
 * 0.5 % (SES Developer Guide, "Amazon SES sending review process FAQs"). We act at four fifths
 * of that: when SES acts, it is too late.
 */
const NEAR_REVIEW = { bounces: 0.04, complaints: 0.0008 } as const;
const NEAR_PAUSE = { bounces: 0.08, complaints: 0.004 } as const;

/**
 * SES judges "a representative volume" and names none. Of fewer emails than these, one more
 * bounce says nothing: 8 bounces, or 2 complaints, are the first to count.
 */
const FEWEST = { bounces: 200, complaints: 2_000 } as const;

/** Where a sender stands at SES, by what became of its newest emails. */
export function judgeReputation(counts: Counts): Reputation {
  const bounceRate = counts.bounces / Math.max(counts.mails, FEWEST.bounces);
  const complaintRate = counts.complaints / Math.max(counts.mails, FEWEST.complaints);
  const isNear = (level: { bounces: number; complaints: number }) =>
    bounceRate >= level.bounces || complaintRate >= level.complaints;
  const standing = isNear(NEAR_PAUSE) ? "near_pause" : isNear(NEAR_REVIEW) ? "near_review" : "good";
  return { ...counts, bounceRate, complaintRate, standing };
}
