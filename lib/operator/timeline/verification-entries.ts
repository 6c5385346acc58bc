import { describeDevice, describePlace } from "../../request/origin";
import { formatDateTime } from "../../format-date-time";
import { CODE_ATTEMPTS } from "../../verification/lifetimes";
import { findCodeKind } from "../../verification/links";
import { type Entry, RANK } from "./entry";
import type { History } from "./read-history";

type Proof = History["verifications"][number];

const purposes: Record<Proof["purpose"], string> = {
  confirm_registration: "confirming the address",
  reset_password: "a new password",
  change_address: "confirming the new address",
  undo_address_change: "undoing the change of address",
  undo_deletion: "keeping the account",
};

const from = ({ ip, userAgent }: { ip: string; userAgent: string }) =>
  `${describeDevice(userAgent)}, ${describePlace(ip)}`;

const when = (at: Date | null, entry: Omit<Entry, "at">): Entry[] => (at ? [{ at, ...entry }] : []);

/** Codes before the current one are known by their number only: tries are counted anew for each. */
function triesLine(proof: Proof): string[] {
  if (!findCodeKind(proof)) return [];
  const { codeEpoch, codeAttempts } = proof;
  const which = codeEpoch === 0 ? "its code" : `its newest code, number ${codeEpoch + 1}`;
  return [`${codeAttempts} of ${CODE_ATTEMPTS} tries at ${which}`];
}

function proofEntries(proof: Proof, now: Date): Entry[] {
  const { createdAt, expiresAt, usedAt, voidedAt, codeAttempts } = proof;
  const what = `The link for ${purposes[proof.purpose]}`;
  const isStillborn = voidedAt !== null && voidedAt <= createdAt;
  const hasExpired = !usedAt && !voidedAt && expiresAt <= now;
  const ended = { rank: RANK.proofEnded, lines: [] };
  return [
    {
      at: createdAt,
      rank: RANK.proofMade,
      title: isStillborn
        ? `${what} opens nothing: it was void from the beginning`
        : `${what} was made`,
      tone: codeAttempts >= CODE_ATTEMPTS ? "bad" : "neutral",
      lines: [
        ...(isStillborn ? [] : [`Works until ${formatDateTime(expiresAt)}`]),
        ...triesLine(proof),
      ],
    },
    ...when(usedAt, { ...ended, title: `${what}, or its code, was used`, tone: "good" }),
    ...(isStillborn
      ? []
      : when(voidedAt, { ...ended, title: `${what} was made void`, tone: "neutral" })),
    ...(hasExpired ? when(expiresAt, { ...ended, title: `${what} expired`, tone: "waiting" }) : []),
  ];
}

type CancelReason = NonNullable<History["changes"][number]["cancelReason"]>;

/** How a registration or a change of address ended before it was done. */
const ends: Record<CancelReason, string> = {
  reported: "“This was not me” in the new mailbox",
  corrected: "the address was corrected",
  withdrawn: "withdrawn by the owner",
  replaced: "replaced by a newer one",
  undone: "undone from the old mailbox",
  revoked: "access was revoked",
};

function registrationEnd(reason: CancelReason | null): Pick<Entry, "title" | "tone"> {
  if (reason === "corrected")
    return { title: "Address corrected: registration cancelled", tone: "neutral" };
  if (reason === "reported")
    return { title: "“This was not me”: registration cancelled", tone: "bad" };
  return { title: "Registration cancelled", tone: "neutral" };
}

function changeEnd(reason: CancelReason | null): Pick<Entry, "title" | "tone"> {
  const why = reason ? `: ${ends[reason]}` : "";
  return {
    title: `The change of the address ended${why}`,
    tone: reason === "reported" || reason === "undone" ? "bad" : "neutral",
  };
}

/** What was asked for and from where, the links made for it, and who opened them. */
export function provingEntries(history: History, now: Date): Entry[] {
  const { registrations, resets, changes, verifications, openings } = history;
  const asked = { rank: RANK.asked, tone: "neutral" } as const;
  const ended = { rank: RANK.proofEnded, lines: [] };
  const purposeOf = new Map(verifications.map(({ id, purpose }) => [id, purposes[purpose]]));
  return [
    ...registrations.flatMap((each) => [
      { ...asked, at: each.createdAt, title: "Registered", lines: [from(each)] },
      ...when(each.cancelledAt, { ...ended, ...registrationEnd(each.cancelReason) }),
    ]),
    ...resets.flatMap((each) => [
      { ...asked, at: each.createdAt, title: "Asked for a new password", lines: [from(each)] },
      ...when(each.cancelledAt, {
        ...ended,
        title: "“This was not me”: no new password",
        tone: "bad",
      }),
    ]),
    ...changes.flatMap((each) => [
      {
        ...asked,
        at: each.createdAt,
        title: "Asked to change the address",
        lines: [`From ${each.oldAddress} to ${each.newAddress}`, from(each)],
      },
      ...when(each.cancelledAt, { ...ended, ...changeEnd(each.cancelReason) }),
    ]),
    ...verifications.flatMap((each) => proofEntries(each, now)),
    ...openings.map((each): Entry => ({
      at: each.openedAt,
      rank: RANK.opened,
      title: `Opened the link for ${purposeOf.get(each.verificationId) ?? "something"}`,
      tone: each.looksLikeScanner ? "waiting" : "good",
      lines: [
        from(each),
        each.isOwnBrowser ? "The browser that asked for it" : "Another browser",
        ...(each.looksLikeScanner ? ["Looks like a scanner"] : []),
      ],
    })),
  ];
}
