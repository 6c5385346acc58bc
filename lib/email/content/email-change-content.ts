import "server-only";
import type { AddressChange, Delivery, User, Verification } from "../../db";
import { formatDate } from "../../i18n/format-date";
import { expiresIn } from "../../i18n/from-now";
import { localeOf } from "../../i18n/locales";
import { toLinkUrl, toNotMeUrl } from "../email-links";
import { maskAddress } from "../mask-address";
import type { EmailContent } from "./build-content";
import { findUserByAddress } from "../../mailbox/find-user";
import { localizedOrigin } from "./localized-origin";
import { alreadyRegisteredContent } from "./registration-content";

type Change = AddressChange & { verifications: Verification[]; user: Pick<User, "locale"> };

function living(change: Change, purpose: Verification["purpose"], now: Date): Verification | null {
  const found = change.verifications.find((each) => each.purpose === purpose);
  const lives = found && !found.usedAt && !found.voidedAt && found.expiresAt > now;
  return lives ? found : null;
}

/**
 * To the new address: the link that proves it or, where somebody else proved it, word of the
 * attempt.
 */
async function newAddressContent(
  delivery: Delivery,
  change: Change,
  now: Date,
): Promise<EmailContent | null> {
  if (change.cancelledAt || change.confirmedAt) return null;
  const owner = await findUserByAddress(change.newAddress);
  if (owner?.confirmedAt) {
    const attempt = { ...change, originalAddress: change.newOriginalAddress };
    return alreadyRegisteredContent(delivery, attempt, owner);
  }
  const proof = living(change, "change_address", now);
  if (!proof) return null;
  const locale = localeOf(change.user);
  return {
    template: "confirm_new_address",
    props: {
      locale,
      address: change.newOriginalAddress,
      confirmUrl: toLinkUrl(proof),
      linkExpires: expiresIn(proof.expiresAt, locale, now),
      requestedAt: formatDate(change.createdAt, locale),
      requestedFrom: localizedOrigin(change, locale),
      notMeUrl: toNotMeUrl(delivery),
    },
    to: change.newAddress,
  };
}

/** To the old address: what is asked for or was done, and the link that takes it back. */
function oldAddressContent(change: Change, now: Date): EmailContent | null {
  const undo = living(change, "undo_address_change", now);
  if (!undo) return null;
  const locale = localeOf(change.user);
  const facts = {
    locale,
    address: change.oldOriginalAddress,
    newAddress: maskAddress(change.newOriginalAddress),
    undoUrl: toLinkUrl(undo),
    linkExpires: expiresIn(undo.expiresAt, locale, now),
  };
  const from = localizedOrigin(change, locale);
  if (change.confirmedAt)
    return {
      template: "address_changed",
      props: { ...facts, changedAt: formatDate(change.confirmedAt, locale), changedFrom: from },
    };
  return {
    template: "address_change_notice",
    props: { ...facts, requestedAt: formatDate(change.createdAt, locale), requestedFrom: from },
  };
}

/**
 * Whether an email of a change of address goes to the new one, in whatever spelling it is on file.
 */
export function goesToNewAddress({ template }: Pick<Delivery, "template">): boolean {
  return template === "confirm_new_address" || template === "already_registered";
}

/** The emails of a change of address, by which of the two addresses they go to. */
export async function emailChangeContent(
  delivery: Delivery,
  change: Change,
  now: Date,
): Promise<EmailContent | null> {
  return goesToNewAddress(delivery)
    ? newAddressContent(delivery, change, now)
    : oldAddressContent(change, now);
}
