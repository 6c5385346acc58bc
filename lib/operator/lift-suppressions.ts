import "server-only";
import { inTransaction } from "../db";
import { endSuppressions } from "../email/suppressions";
import { removeFromSesList, type Unlisted } from "../email/ses-suppression-list";
import { type Acting, recordAction } from "./record-action";

/**
 * Lets emails to an address through again, whatever stopped them: our own suppressions, and
 * SES's. Emails that they stopped meanwhile can be replayed.
 *
 * @returns how many suppressions of ours there were, and what SES said of its own
 */
export async function liftSuppressions(
  address: string,
  acting: Acting,
  now = new Date(),
): Promise<{ outcome: "lifted"; ours: number; atSes: Unlisted }> {
  const ours = await inTransaction(async (tx) => {
    const count = await endSuppressions(tx, address);
    await recordAction(tx, acting, { name: "suppression_lifted", subject: address }, now);
    return count;
  });
  return { outcome: "lifted", ours, atSes: await removeFromSesList(address) };
}
