import "server-only";
import { confirmManually } from "@/lib/operator/confirm-manually";
import { deleteUser } from "@/lib/operator/delete-user";
import { endSessionsOf } from "@/lib/operator/end-sessions";
import { liftSuppressions } from "@/lib/operator/lift-suppressions";
import { lockUser, unlockUser } from "@/lib/operator/lock-user";
import type { Acting } from "@/lib/operator/record-action";
import { replayEmail } from "@/lib/operator/replay-email";
import { resendEmail } from "@/lib/operator/resend-email";
import { suppressAddress } from "@/lib/operator/suppress-address";
import type { Person } from "@/lib/operator/timeline/person";
import type { Verb } from "./verb-words";

type Outcome = { outcome: string };

const ofAccount: Partial<Record<Verb, (userId: string, acting: Acting) => Promise<Outcome>>> = {
  "end-sessions": endSessionsOf,
  lock: lockUser,
  unlock: unlockUser,
  delete: deleteUser,
};

const ofRegistration = { resend: resendEmail, confirm: confirmManually };

/** What a form named beside the person. */
type Named = { mail: string; registration: string };

/**
 * Calls the one verb that a form asks for.
 *
 * @param named the email to replay, or the registration that the operator saw
 * @returns the key of what came of it in outcome-words.ts
 */
export async function perform(
  verb: Verb,
  { account, address }: Person,
  { mail, registration }: Named,
  acting: Acting,
): Promise<string> {
  if (verb === "replay") return (await replayEmail(mail, acting)).outcome;
  if (verb === "suppress") return (await suppressAddress(address, acting)).outcome;
  if (verb === "lift") {
    const { outcome, atSes } = await liftSuppressions(address, acting);
    return `${outcome}-${atSes}`;
  }
  if (verb === "resend" || verb === "confirm")
    return account && registration
      ? (await ofRegistration[verb](account.id, registration, acting)).outcome
      : "no_registration";
  const change = ofAccount[verb];
  return account && change ? (await change(account.id, acting)).outcome : "unchanged";
}
