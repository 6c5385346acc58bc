import "server-only";
import { cleanAddress, normaliseAddress } from "../../request/address";
import { liftSuppressions } from "../lift-suppressions";
import { suppressAddress } from "../suppress-address";
import { commandLineContext, type Answer, misuse } from "./command";

const atSesWords = {
  removed: "It was on SES's own list too, and is off it now.",
  not_listed: "SES's own list does not have it.",
  refused:
    "SES's own list could not be looked at (see the log): look in the AWS console, SES, “Suppression list”.",
  no_list: "Mails do not go through SES, so there is no other list.",
};

/** "suppression lift" and "suppression add". */
export async function suppressionCommand(
  verb: "lift" | "add",
  typed: string,
  reason: string,
): Promise<Answer> {
  const address = normaliseAddress(cleanAddress(typed));
  if (!address) return misuse(`"${typed}" is no address.`);
  if (verb === "add") {
    const { outcome } = await suppressAddress(address, commandLineContext(reason));
    const lines = [`${address} gets no mail until this is lifted.`];
    return { exitCode: 0, value: { address, outcome }, lines };
  }
  const { ours, atSes } = await liftSuppressions(address, commandLineContext(reason));
  const lines = [`${address}: ${ours} of our own suppressions lifted. ${atSesWords[atSes]}`];
  const isLifted = ours > 0 || atSes === "removed";
  return { exitCode: isLifted ? 0 : 1, value: { address, ours, atSes }, lines };
}
