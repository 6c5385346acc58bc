import "server-only";
import { type DeliveryTemplate, db } from "../../db";
import type { DeliveryStatus } from "../../email/delivery-status";
import { isPublished, mailsOf } from "./read-emails";
import type { Person, Stop } from "./person";

/** A person's newest email, and what became of the link in it. */
export type NewestEmail = {
  template: DeliveryTemplate;
  status: DeliveryStatus;
  failureCode: string | null;
  createdAt: Date;
  /** When somebody should have tried it next. */
  dueAt: Date | null;
  /** Whether Inngest knows of it. */
  isPublished: boolean;
  /** The link and code in it; null where it has none that proves anything. */
  proof: {
    expiresAt: Date;
    usedAt: Date | null;
    voidedAt: Date | null;
    codeTries: number;
  } | null;
  opened: "person" | "scanner" | "nobody";
};

/** What there is to explain of somebody. */
export type Situation = {
  account: Pick<
    NonNullable<Person["account"]>,
    "confirmedAt" | "lockedAt" | "eraseAt" | "factors" | "recoveryCodes" | "factorRemoval"
  > | null;
  mail: NewestEmail | null;
  stops: Stop[];
};

async function newestEmail(person: Person): Promise<NewestEmail | null> {
  const mail = await db.delivery.findFirst({
    where: { ...mailsOf(person), channel: "email" },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  if (!mail) return null;
  const { registrationId, passwordResetId, template, status, failureCode, createdAt, dueAt } = mail;
  const subject = registrationId
    ? { registrationId }
    : passwordResetId
      ? { passwordResetId }
      : null;
  const proof =
    subject &&
    (await db.verification.findFirst({ where: subject, orderBy: { createdAt: "desc" } }));
  const openings = proof
    ? await db.linkOpening.findMany({
        where: { verificationId: proof.id },
        select: { looksLikeScanner: true },
      })
    : [];
  const byPerson = openings.some(({ looksLikeScanner }) => !looksLikeScanner);
  return {
    ...{ template, status, failureCode, createdAt, dueAt },
    isPublished: status !== "queued" || (await isPublished(mail)),
    proof: proof && {
      expiresAt: proof.expiresAt,
      usedAt: proof.usedAt,
      voidedAt: proof.voidedAt,
      codeTries: proof.codeAttempts,
    },
    opened: byPerson ? "person" : openings.length > 0 ? "scanner" : "nobody",
  };
}

/** What `explain` needs to know of a person. */
export async function readSituation(person: Person): Promise<Situation> {
  return { account: person.account, mail: await newestEmail(person), stops: person.stops };
}
