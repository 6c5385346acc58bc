import { randomUUID } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { after, DAY, SECOND } from "@/lib/clock";
import { db } from "@/lib/db";
import { ORIGIN } from "./registrations";

type Status = "queued" | "sent" | "delivered" | "bounced" | "complained" | "failed" | "deferred";

/** What became of a registration, in seconds after it. */
export type History = {
  at: Date;
  domain?: string;
  status?: Status;
  sentAfter?: number;
  deliveredAfter?: number;
  openedBy?: "person" | "scanner";
  confirmedAfter?: number;
  /** The link set a new password, which leaves no mark on the registration. */
  withNewPassword?: boolean;
};

const idOf = (at: Date) => uuidv7({ msecs: at.getTime() });

/** Somebody who registered in the past, with ids of that time, as if it had happened then. */
export async function aHistory(history: History): Promise<{ registrationId: string }> {
  const { at, domain = "example.com", status = "queued", confirmedAfter } = history;
  const [userId, registrationId, verificationId, deliveryId] = [at, at, at, at].map(idOf) as [
    string,
    string,
    string,
    string,
  ];
  const address = `${randomUUID()}@${domain}`;
  const named = { address, originalAddress: address };
  const later = (seconds: number | undefined) =>
    seconds === undefined ? null : after(at, seconds * SECOND);
  const confirmedAt = later(confirmedAfter);
  await db.user.create({ data: { id: userId, ...named, createdAt: at, confirmedAt } });
  await db.registration.create({
    data: {
      id: registrationId,
      userId,
      ...named,
      passwordHash: "none",
      browserKeyHash: randomUUID(),
      ...ORIGIN,
      createdAt: at,
      confirmedAt: history.withNewPassword ? null : confirmedAt,
    },
  });
  await db.verification.create({
    data: {
      id: verificationId,
      registrationId,
      address,
      purpose: "confirm_registration",
      createdAt: at,
      expiresAt: after(at, DAY),
      codeExpiresAt: after(at, DAY),
      usedAt: confirmedAt,
    },
  });
  const sentAt = later(history.sentAfter ?? (isTaken(status) ? 1 : undefined));
  await db.delivery.create({
    data: {
      id: deliveryId,
      userId,
      registrationId,
      address,
      template: "confirm_email",
      status,
      createdAt: at,
      dueAt: at,
      sentAt,
    },
  });
  const deliveredAt = later(history.deliveredAfter);
  if (deliveredAt)
    await db.deliveryEvent.create({
      data: { id: randomUUID(), deliveryId, type: "Delivery", occurredAt: deliveredAt, detail: {} },
    });
  if (history.openedBy)
    await db.linkOpening.create({
      data: {
        verificationId,
        openedAt: after(at, SECOND),
        ...ORIGIN,
        isOwnBrowser: false,
        looksLikeScanner: history.openedBy === "scanner",
      },
    });
  return { registrationId };
}

/** The provider has taken the email. */
function isTaken(status: Status): boolean {
  return !["queued", "deferred", "failed"].includes(status);
}

/** Many of the same, of which so many confirmed. */
export async function histories(
  count: number,
  { confirmed, ...history }: History & { confirmed: number },
): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, n) =>
      aHistory({ ...history, ...(n < confirmed && { confirmedAfter: 60 }) }),
    ),
  );
}

/** Nobody was ever here. */
export async function forgetEverybody(): Promise<void> {
  await db.user.deleteMany();
  await db.delivery.deleteMany();
  await db.funnelHour.deleteMany();
  await db.domainDay.deleteMany();
}
