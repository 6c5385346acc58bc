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
  title: "Mails to this address go through again",
  text: `${atSes} Mails that were stopped meanwhile can be replayed below.`,
  line: atSes,
});

const page: PersonAction<`lifted-${Unlisted}`> = {
  name: "lift",
  title: "Lift suppressions",
  pending: "Lifting…",
  meaning:
    "Mails to this address are let through again, and it is taken off SES’s own list. If it bounces or complains once more, that counts against our sending.",
  isOffered: ({ stops }, now) => stops.some(({ expiresAt }) => !expiresAt || expiresAt > now),
  async run({ person }, acting) {
    const { outcome, atSes } = await liftSuppressions(person.address, acting);
    return { outcome: `${outcome}-${atSes}` };
  },
  outcomes: {
    "lifted-removed": lifted("It was on SES’s own list too, and is off it now."),
    "lifted-not_listed": lifted("SES’s own list does not have it."),
    "lifted-no_list": lifted("Mails do not go through SES, so there is no other list."),
    "lifted-refused": {
      tone: "warning",
      title: "Our own suppressions are lifted",
      text: "SES’s own list could not be looked at: see the AWS console, SES, “Suppression list”.",
      line: "SES’s own list could not be looked at (see the log): look in the AWS console, SES, “Suppression list”.",
    },
  },
};

const command: Command = {
  words: ["suppression", "lift"],
  usage: "<address>",
  summary: "Let mails to an address through again",
  needsReason: true,
  question: "Which address?",
  async run(typed, { reason }) {
    const address = normaliseAddress(cleanAddress(typed));
    if (!address) return misuse(`"${typed}" is no address.`);
    const { ours, atSes } = await liftSuppressions(address, commandLineContext(reason));
    const { line } = page.outcomes[`lifted-${atSes}`];
    return {
      exitCode: ours > 0 || atSes === "removed" ? 0 : 1,
      value: { address, ours, atSes },
      lines: [`${address}: ${ours} of our own suppressions lifted. ${line}`],
    };
  },
};

export const liftSuppressionsAction = {
  trail: { suppression_lifted: "Let mails to an address through again" },
  page,
  commands: [command],
} satisfies OperatorAction;
