import { z } from "zod";

/** Faults of the answer to a request, in the order in which they are tried. */
export const ANSWER_FAULTS = [
  "slow",
  "throttle",
  "daily_quota",
  "unavailable",
  "rejected",
  "silence_before",
  "hang_up_before",
] as const;

/** Faults of the answer once the email was taken. */
export const LOST_ANSWER_FAULTS = ["silence_after", "hang_up_after"] as const;

/** What becomes of an email that was taken. */
export const FATE_FAULTS = [
  "hard_bounce",
  "soft_bounce",
  "late_bounce",
  "complaint",
  "delay",
] as const;

/** What else can happen to a text message: its phone opted out, or the month's money is spent. */
export const TEXT_FAULTS = ["opted_out", "spend_limit"] as const;

/** Faults of the way on which its events come. */
const EVENT_FAULTS = ["duplicate_events", "reordered_events", "no_events"] as const;

export const FAULT_NAMES = [
  ...ANSWER_FAULTS,
  ...LOST_ANSWER_FAULTS,
  ...FATE_FAULTS,
  ...EVENT_FAULTS,
  ...TEXT_FAULTS,
] as const;

export type FaultName = (typeof FAULT_NAMES)[number];

/** Faults that take their time, and how much by default, in milliseconds. */
const TIMED: Partial<Record<FaultName, number>> = {
  slow: 5_000,
  late_bounce: 5_000,
  delay: 10_000,
};
const LONGEST_MS = 3_600_000;

/** The body of `POST /faults`. */
export const faultSchema = z
  .strictObject({
    fault: z.enum(FAULT_NAMES, `must be one of ${FAULT_NAMES.join(", ")}`),
    to: z
      .string()
      .regex(
        /^((\*|[^\s@*]+)@[^\s@*]+|\+\d{1,15}\*?)$/,
        'must be an address, "*@" and a domain, a number such as +4915123456789, or "+49*"',
      )
      .optional(),
    share: z
      .number("must be a number")
      .min(0, "is from 0 to 1")
      .max(1, "is from 0 to 1")
      .default(1),
    times: z.int("must be a whole number").min(1, "is at least 1").optional(),
    ms: z
      .number("must be a number of milliseconds")
      .min(0, "is at least 0")
      .max(LONGEST_MS, "is an hour at most")
      .optional(),
  })
  .transform((fault, context) => {
    const usual = TIMED[fault.fault];
    if (usual === undefined && fault.ms !== undefined) {
      const names = Object.keys(TIMED).join(", ");
      context.addIssue({ code: "custom", path: ["ms"], message: `belongs to ${names} only` });
    }
    return { ...fault, ms: fault.ms ?? usual ?? 0 };
  });

export type Fault = z.infer<typeof faultSchema>;
