import "server-only";
import { TooBusyError } from "@/lib/accounts/too-busy-error";
import { after, SECOND } from "@/lib/clock";
import { refuseAsTooMany } from "@/lib/session/refuse-as-too-many";

const WAIT_MS = 5 * SECOND;

/** The refusal of whoever comes while too many passwords wait to be hashed; throws all else on. */
export async function tooBusy(error: unknown): Promise<{ refusal: string }> {
  if (!(error instanceof TooBusyError)) throw error;
  await refuseAsTooMany(after(new Date(), WAIT_MS), 503);
  return { refusal: "We have a lot to do right now. Please try again in a few seconds." };
}
