import "server-only";
import { db, type Delivery, type Verification } from "../db";
import { type Bound, judgeLinkToken, type LinkToken, parseLinkToken } from "./link-token";
import type { LinkUse } from "./links";

/** A link that is not what it should be: nothing more is told about it. */
export type BadLink = { outcome: "tampered" | "foreign" | "unknown" };

/** A link that can do nothing (any more), and why. */
export type DeadLink = BadLink | { outcome: "used" | "void" | "expired" };

/** A genuine link, and what it is about: told only to somebody who holds it. */
type GenuineLink<Subject> = {
  outcome: "live" | "used" | "void" | "expired";
  verificationId: string;
  subject: Subject;
};

function findVerification(id: string) {
  return db.verification.findUnique({
    where: { id },
    include: {
      registration: true,
      passwordReset: { include: { user: true } },
      addressChange: true,
      user: true,
    },
  });
}

/** A verification, and what it belongs to: one of the four. */
type LinkedVerification = NonNullable<Awaited<ReturnType<typeof findVerification>>>;

/** What the token of a "this was not me" link binds: the email itself. */
export function deliveryBinding({ id, address }: Pick<Delivery, "id" | "address">): Bound {
  return { id, purpose: "delivery", address };
}

/** Why a token that found no row of its own kind is refused: it may belong to the other kind. */
function refuse(token: LinkToken, use: LinkUse, other: Bound | null): BadLink {
  const judgement = other ? judgeLinkToken(token, use, other) : "unknown";
  return { outcome: judgement === "genuine" ? "foreign" : judgement };
}

/**
 * Looks a link's token up. Changes nothing, however often it is done and by whom.
 *
 * @param toSubject what of the verification the caller needs; null makes the link "unknown"
 */
export async function inspectLink<Subject>(
  token: string,
  use: Exclude<LinkUse, "not-me-link">,
  toSubject: (verification: LinkedVerification) => Subject | null,
  now: Date,
): Promise<BadLink | GenuineLink<Subject>> {
  const parsed = parseLinkToken(token);
  if (!parsed) return { outcome: "tampered" };
  const { id } = parsed;
  const verification = await findVerification(id);
  if (!verification) {
    const delivery = await db.delivery.findUnique({ where: { id } });
    return refuse(parsed, use, delivery && deliveryBinding(delivery));
  }
  const judgement = judgeLinkToken(parsed, use, verification);
  if (judgement !== "genuine") return { outcome: judgement };
  const subject = toSubject(verification);
  if (subject === null) return { outcome: "unknown" };
  return { outcome: judgeLife(verification, now), verificationId: id, subject };
}

function judgeLife({ usedAt, voidedAt, expiresAt }: Verification, now: Date) {
  if (usedAt) return "used";
  if (voidedAt) return "void";
  return expiresAt > now ? "live" : "expired";
}

/** Looks up which email a "this was not me" link came in. Changes nothing. */
export async function inspectNotMeLink(
  token: string,
): Promise<BadLink | { outcome: "genuine"; delivery: Delivery }> {
  const parsed = parseLinkToken(token);
  if (!parsed) return { outcome: "tampered" };
  const { id } = parsed;
  const delivery = await db.delivery.findUnique({ where: { id } });
  if (!delivery)
    return refuse(parsed, "not-me-link", await db.verification.findUnique({ where: { id } }));
  const judgement = judgeLinkToken(parsed, "not-me-link", deliveryBinding(delivery));
  return judgement === "genuine" ? { outcome: "genuine", delivery } : { outcome: judgement };
}
