import { describeDevice, describePlace } from "../../request/origin";
import { formatDateTime } from "../../format-date-time";
import { CODE_ATTEMPTS } from "../../verification/lifetimes";
import { findCodeKind } from "../../verification/links";
import { after, MINUTE } from "../../clock";
import type { DeliveryTemplate } from "../../db";
import { entryEmails } from "./email-entries";
import { type Entry, type EntryEmail, RANK } from "./entry";
import type { History } from "./read-history";

type Proof = History["verifications"][number];

const purposes: Record<Proof["purpose"], string> = {
  confirm_registration: "Confirmation link",
  reset_password: "Password reset link",
  change_address: "Link to confirm the new email",
  undo_address_change: "Link to undo the email change",
  undo_deletion: "Link to keep the account",
  cancel_factor_removal: "Link to keep the second factors",
};

/** The emails that have the link. */
const TEMPLATES: Record<Proof["purpose"], readonly DeliveryTemplate[]> = {
  confirm_registration: ["confirm_email"],
  reset_password: ["reset_password"],
  change_address: ["confirm_new_address"],
  undo_address_change: ["address_change_notice", "address_changed"],
  undo_deletion: ["account_deletion"],
  cancel_factor_removal: ["factor_removal"],
};

/** The link is made with its email, or a moment before. */
const MADE_BEFORE_MS = MINUTE;

/**
 * The email that brought a link at a moment: of several with the same link the newest until then.
 */
function emailOf(proof: Proof, at: Date, history: History): EntryEmail | undefined {
  const { registrationId, passwordResetId, addressChangeId } = proof;
  const emails = history.deliveries
    .filter(
      (email) =>
        TEMPLATES[proof.purpose].includes(email.template) &&
        email.registrationId === registrationId &&
        email.passwordResetId === passwordResetId &&
        email.addressChangeId === addressChangeId,
    )
    .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  const latest = after(at, MADE_BEFORE_MS);
  const found = emails.find(({ createdAt }) => createdAt <= latest) ?? emails.at(-1);
  return found && entryEmails({ deliveries: [found] }).get(found.id);
}

const from = ({ ip, userAgent }: { ip: string; userAgent: string }) =>
  `${describeDevice(userAgent)}, ${describePlace(ip)}`;

const when = (at: Date | null, entry: Omit<Entry, "at">): Entry[] => (at ? [{ at, ...entry }] : []);

/** Codes before the current one are known by their number only: tries are counted anew for each. */
function triesLine(proof: Proof): string[] {
  if (!findCodeKind(proof)) return [];
  const { codeEpoch, codeAttempts } = proof;
  const which = codeEpoch === 0 ? "" : `, latest code (no. ${codeEpoch + 1})`;
  return [`${codeAttempts} of ${CODE_ATTEMPTS} code attempts used${which}`];
}

function proofEntries(proof: Proof, now: Date): Entry[] {
  const { createdAt, expiresAt, usedAt, voidedAt, codeAttempts } = proof;
  const what = purposes[proof.purpose];
  const isStillborn = voidedAt !== null && voidedAt <= createdAt;
  const hasExpired = !usedAt && !voidedAt && expiresAt <= now;
  const ended = { rank: RANK.proofEnded, lines: [] };
  return [
    {
      at: createdAt,
      rank: RANK.proofMade,
      title: isStillborn ? `${what} created, but never valid` : `${what} created`,
      tone: codeAttempts >= CODE_ATTEMPTS ? "bad" : "neutral",
      lines: [
        ...(isStillborn ? [] : [`Works until ${formatDateTime(expiresAt)}`]),
        ...triesLine(proof),
      ],
    },
    ...when(usedAt, { ...ended, title: `${what} or its code used`, tone: "good" }),
    ...(isStillborn
      ? []
      : when(voidedAt, { ...ended, title: `${what} cancelled`, tone: "neutral" })),
    ...(hasExpired ? when(expiresAt, { ...ended, title: `${what} expired`, tone: "waiting" }) : []),
  ];
}

type CancelReason = NonNullable<History["changes"][number]["cancelReason"]>;

/** How a sign-up or an email change ended before it was done. */
const ends: Record<CancelReason, string> = {
  reported: "“This wasn’t me” in the new mailbox",
  corrected: "the email was corrected",
  withdrawn: "cancelled by the owner",
  replaced: "replaced by a newer one",
  undone: "undone from the old mailbox",
  revoked: "access was revoked",
};

function registrationEnd(reason: CancelReason | null): Pick<Entry, "title" | "tone"> {
  if (reason === "corrected")
    return { title: "Email corrected: sign-up cancelled", tone: "neutral" };
  if (reason === "reported")
    return { title: "Clicked “This wasn’t me”: sign-up cancelled", tone: "bad" };
  return { title: "Sign-up cancelled", tone: "neutral" };
}

function changeEnd(reason: CancelReason | null): Pick<Entry, "title" | "tone"> {
  const why = reason ? `: ${ends[reason]}` : "";
  return {
    title: `Email change cancelled${why}`,
    tone: reason === "reported" || reason === "undone" ? "bad" : "neutral",
  };
}

/** What was requested and from where, the links made for it, and who opened them. */
export function provingEntries(history: History, now: Date): Entry[] {
  const { registrations, resets, changes, verifications, openings } = history;
  const asked = { rank: RANK.asked, tone: "neutral" } as const;
  const ended = { rank: RANK.proofEnded, lines: [] };
  const proofs = new Map(verifications.map((proof) => [proof.id, proof]));
  return [
    ...registrations.flatMap((each) => [
      { ...asked, at: each.createdAt, title: "Signed up", lines: [from(each)] },
      ...when(each.cancelledAt, { ...ended, ...registrationEnd(each.cancelReason) }),
    ]),
    ...resets.flatMap((each) => [
      { ...asked, at: each.createdAt, title: "Requested a password reset", lines: [from(each)] },
      ...when(each.cancelledAt, {
        ...ended,
        title: "Clicked “This wasn’t me”: reset cancelled",
        tone: "bad",
      }),
    ]),
    ...changes.flatMap((each) => [
      {
        ...asked,
        at: each.createdAt,
        title: "Requested an email change",
        lines: [`From ${each.oldAddress} to ${each.newAddress}`, from(each)],
      },
      ...when(each.cancelledAt, { ...ended, ...changeEnd(each.cancelReason) }),
    ]),
    ...verifications.flatMap((proof) =>
      proofEntries(proof, now).map((entry) => ({
        ...entry,
        email: emailOf(proof, entry.at, history),
      })),
    ),
    ...openings.map((each): Entry => {
      const proof = proofs.get(each.verificationId);
      return {
        at: each.openedAt,
        rank: RANK.opened,
        title: `${proof ? purposes[proof.purpose] : "Link"} opened`,
        tone: each.looksLikeScanner ? "waiting" : "good",
        lines: [
          from(each),
          each.isOwnBrowser ? "Same browser" : "Another browser",
          ...(each.looksLikeScanner ? ["Looks like a scanner"] : []),
        ],
        email: proof && emailOf(proof, each.openedAt, history),
      };
    }),
  ];
}
