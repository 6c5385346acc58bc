import "server-only";
import type { AddressChange, Delivery, Verification } from "../../db";
import { formatMoment } from "../../format-date-time";
import type { Letter } from "../email-content";
import { notMeUrlOf, urlOf } from "../email-links";
import { maskAddress } from "../mask-address";
import { renderMail } from "../render";
import { findUserByAddress } from "../../mailbox/find-user";
import { paths } from "../../paths";
import { linkToken } from "../../verification/link-token";
import { describeOrigin } from "../../request/origin";
import { alreadyRegisteredLetter } from "./registration-content";

type Change = AddressChange & { verifications: Verification[] };

function living(change: Change, purpose: Verification["purpose"], now: Date): Verification | null {
  const found = change.verifications.find((each) => each.purpose === purpose);
  const lives = found && !found.usedAt && !found.voidedAt && found.expiresAt > now;
  return lives ? found : null;
}

/** To the new address: the link that proves it or, where somebody else proved it, word of the attempt. */
async function newAddressLetter(
  delivery: Delivery,
  change: Change,
  now: Date,
): Promise<Letter | null> {
  if (change.cancelledAt || change.confirmedAt) return null;
  const owner = await findUserByAddress(change.newAddress);
  if (owner?.confirmedAt) {
    const attempt = { ...change, originalAddress: change.newOriginalAddress };
    return alreadyRegisteredLetter(delivery, attempt, owner);
  }
  const proof = living(change, "change_address", now);
  if (!proof) return null;
  const render = () =>
    renderMail("confirm_new_address", {
      address: change.newOriginalAddress,
      confirmUrl: urlOf(paths.confirmAddress, linkToken("change-link", proof)),
      linkExpiresAt: formatMoment(proof.expiresAt),
      requestedAt: formatMoment(change.createdAt),
      requestedFrom: describeOrigin(change),
      notMeUrl: notMeUrlOf(delivery),
    });
  return { template: "confirm_new_address", render, to: change.newAddress };
}

/** To the old address: what is asked for or was done, and the link that takes it back. */
function oldAddressLetter(change: Change, now: Date): Letter | null {
  const undo = living(change, "undo_address_change", now);
  if (!undo) return null;
  const facts = {
    address: change.oldOriginalAddress,
    newAddress: maskAddress(change.newOriginalAddress),
    undoUrl: urlOf(paths.undo, linkToken("undo-link", undo)),
    undoExpiresAt: formatMoment(undo.expiresAt),
  };
  const [at, from] = [change.confirmedAt ?? change.createdAt, describeOrigin(change)];
  return change.confirmedAt
    ? {
        template: "address_changed",
        render: () =>
          renderMail("address_changed", {
            ...facts,
            changedAt: formatMoment(at),
            changedFrom: from,
          }),
      }
    : {
        template: "address_change_notice",
        render: () =>
          renderMail("address_change_notice", {
            ...facts,
            requestedAt: formatMoment(at),
            requestedFrom: from,
          }),
      };
}

/** Whether a mail of a change of address goes to the new one, in whatever spelling it is on file. */
export function goesToNewAddress({ template }: Pick<Delivery, "template">): boolean {
  return template === "confirm_new_address" || template === "already_registered";
}

/** The mails of a change of address, by which of the two addresses they go to. */
export async function addressChangeLetter(
  delivery: Delivery,
  change: Change,
  now: Date,
): Promise<Letter | null> {
  return goesToNewAddress(delivery)
    ? newAddressLetter(delivery, change, now)
    : oldAddressLetter(change, now);
}
