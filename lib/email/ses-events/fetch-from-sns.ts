import { SECOND } from "../../clock";
import { readBounded } from "../../read-bounded";

const TIME_OUT_MS = 5 * SECOND;
const LONGEST_ANSWER_BYTES = 65_536;

/** "refused": the answer is none that SNS gives. "away": another try may help. */
export type SnsAnswer = { outcome: "fetched"; text: string } | { outcome: "refused" | "away" };

/**
 * Gets a URL of SNS (see `isSnsUrl`). A redirect is not followed: it would lead where the
 * sender of a forged message wants us to look.
 */
export async function fetchFromSns(url: URL): Promise<SnsAnswer> {
  try {
    const response = await fetch(url, {
      redirect: "manual",
      signal: AbortSignal.timeout(TIME_OUT_MS),
      cache: "no-store",
    });
    if (response.status === 429 || response.status >= 500) return { outcome: "away" };
    if (!response.ok) return { outcome: "refused" };
    const text = await readBounded(response.body, LONGEST_ANSWER_BYTES);
    return text === null ? { outcome: "refused" } : { outcome: "fetched", text };
  } catch {
    return { outcome: "away" };
  }
}
