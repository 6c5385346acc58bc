import "server-only";
import { db, type Delivery, type Verification } from "../db";
import {
  type Bound,
  judgeLinkToken,
  type LinkToken,
  type LinkUse,
  parseLinkToken,
} from "./link-token";

/** A link that is not what it should be: nothing more is told about it. */
export type BadLink = { state: "tampered" | "foreign" | "unknown" };

/** What has become of a link. Only the last four are told to somebody who holds it. */
export type InspectedLink =
  BadLink | { state: "live" | "used" | "void" | "expired"; verification: Verification };

/** What the token of a "this was not me" link binds: the email itself. */
export function deliveryBinding({ id, address }: Pick<Delivery, "id" | "address">): Bound {
  return { id, purpose: "delivery", address };
}

/** Why a token that found no row of its own kind is refused: it may belong to the other kind. */
function refuse(token: LinkToken, use: LinkUse, other: Bound | null): BadLink {
  const judgement = other ? judgeLinkToken(token, use, other) : "unknown";
  return { state: judgement === "genuine" ? "foreign" : judgement };
}

/** Looks a link's token up. Changes nothing, however often it is done and by whom. */
export async function inspectLink(
  token: string,
  use: Exclude<LinkUse, "not-me-link">,
  now: Date,
): Promise<InspectedLink> {
  const parsed = parseLinkToken(token);
  if (!parsed) return { state: "tampered" };
  const { id } = parsed;
  const verification = await db.verification.findUnique({ where: { id } });
  if (!verification) {
    const delivery = await db.delivery.findUnique({ where: { id } });
    return refuse(parsed, use, delivery && deliveryBinding(delivery));
  }
  const judgement = judgeLinkToken(parsed, use, verification);
  if (judgement !== "genuine") return { state: judgement };
  if (verification.usedAt) return { state: "used", verification };
  if (verification.voidedAt) return { state: "void", verification };
  return { state: verification.expiresAt > now ? "live" : "expired", verification };
}

/** Looks up which email a "this was not me" link came in. Changes nothing. */
export async function inspectNotMeLink(
  token: string,
): Promise<BadLink | { state: "genuine"; delivery: Delivery }> {
  const parsed = parseLinkToken(token);
  if (!parsed) return { state: "tampered" };
  const { id } = parsed;
  const delivery = await db.delivery.findUnique({ where: { id } });
  if (!delivery)
    return refuse(parsed, "not-me-link", await db.verification.findUnique({ where: { id } }));
  const judgement = judgeLinkToken(parsed, "not-me-link", deliveryBinding(delivery));
  return judgement === "genuine" ? { state: "genuine", delivery } : { state: judgement };
}
