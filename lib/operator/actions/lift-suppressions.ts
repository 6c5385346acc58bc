import "server-only";
import { inTransaction } from "../../db";
import { endSuppressions } from "../../email/suppressions";
import { removeFromSesList, type Unlisted } from "../../email/ses-suppression-list";
import { type Acting, recordAction } from "../record-action";
import { cleanAddress, normaliseAddress } from "../../request/address";
import { type Command, commandLineContext, misuse } from "../commands/command";
import type { OperatorAction, PersonAction } from "./operator-action";

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

const lifted = (atSes: string) => ({
  tone: "success" as const,
  title: "Emails to this address are allowed again",
  text: `${atSes} You can retry the blocked emails below.`.trim(),
  line: atSes,
});

const page: PersonAction<`lifted-${Unlisted}`> = {
  name: "lift",
  title: "Remove suppression",
  pending: "Removing…",
  meaning:
    "Allows email to this address again and removes it from SES’s suppression list. Another bounce or complaint hurts your sender reputation.",
  isOffered: ({ stops }, now) => stops.some(({ expiresAt }) => !expiresAt || expiresAt > now),
  async run({ person }, acting) {
    const { outcome, atSes } = await liftSuppressions(person.address, acting);
    return { outcome: `${outcome}-${atSes}` };
  },
  outcomes: {
    "lifted-removed": lifted("It was also on SES’s list and has been removed."),
    "lifted-not_listed": lifted("It wasn’t on SES’s list."),
    "lifted-no_list": lifted(""),
    "lifted-refused": {
      tone: "warning",
      title: "Removed from our list only",
      text: "We couldn’t check SES’s list. Check AWS console > SES > Suppression list.",
      line: "We couldn’t check SES’s list (see the log). Check AWS console > SES > Suppression list.",
    },
  },
};

const command: Command = {
  words: ["suppression", "lift"],
  usage: "<address>",
  summary: "Remove an address’s suppression",
  needsReason: true,
  question: "Which address?",
  async run(typed, { reason }) {
    const address = normaliseAddress(cleanAddress(typed));
    if (!address) return misuse(`"${typed}" is not an email address.`);
    const { ours, atSes } = await liftSuppressions(address, commandLineContext(reason));
    const { line } = page.outcomes[`lifted-${atSes}`];
    return {
      exitCode: ours > 0 || atSes === "removed" ? 0 : 1,
      value: { address, ours, atSes },
      lines: [`${address}: ${ours} of our own suppressions removed. ${line}`.trim()],
    };
  },
};

export const liftSuppressionsAction = {
  trail: { suppression_lifted: "Removed a suppression" },
  page,
  commands: [command],
} satisfies OperatorAction;
