import type { Overview } from "@/lib/operator/statistics/overview";

type Steps = Pick<Overview["funnel"], "registered" | "sent" | "delivered" | "confirmed">;

/**
 * How many have come at least so far. Someone who confirmed had the email, even where no report
 * of it came, so no step has more people than the one before.
 */
export function reachedSteps({ registered, sent, delivered, confirmed }: Steps): Steps {
  const arrived = Math.max(delivered, confirmed);
  return { registered, sent: Math.max(sent, arrived), delivered: arrived, confirmed };
}
