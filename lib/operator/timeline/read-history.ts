import "server-only";
import { db } from "../../db";
import type { Person } from "./person";
import { mailsOf, readPublications } from "./read-emails";

/** Rows of each kind that are read for one page. */
const MOST_ROWS = 201;

/**
 * All rows from which a person's timeline is told, of each kind the newest that began until
 * a moment. What belongs to an email or a link is found by it, so nothing is read that is
 * somebody else's and no table is gone through.
 */
export async function readHistory(person: Person, until: Date) {
  const userId = person.account?.id;
  const newest = { take: MOST_ROWS, orderBy: { createdAt: "desc" } } as const;
  const createdAt = { lte: until };
  const deliveries = await db.delivery.findMany({
    where: { ...mailsOf(person), createdAt },
    ...newest,
  });
  const deliveryIds = deliveries.map(({ id }) => id);
  const about = <Key extends "registrationId" | "passwordResetId" | "addressChangeId">(key: Key) =>
    deliveries.map((mail) => mail[key]).filter((id) => id !== null);
  const owned = (ids: string[]) => ({
    createdAt,
    OR: [{ id: { in: ids } }, ...(userId ? [{ userId }] : [])],
  });
  const ofMails = { deliveryId: { in: deliveryIds } };
  const subjects = [person.address, ...deliveryIds, ...(userId ? [userId] : [])];
  const [registrations, resets, changes, attempts, events, actions] = await Promise.all([
    db.registration.findMany({ where: owned(about("registrationId")), ...newest }),
    db.passwordReset.findMany({ where: owned(about("passwordResetId")), ...newest }),
    db.addressChange.findMany({ where: owned(about("addressChangeId")), ...newest }),
    db.deliveryAttempt.findMany({
      where: { ...ofMails, startedAt: { lte: until } },
      take: MOST_ROWS,
      orderBy: { startedAt: "desc" },
    }),
    db.deliveryEvent.findMany({
      where: { ...ofMails, occurredAt: { lte: until } },
      take: MOST_ROWS,
      orderBy: { occurredAt: "desc" },
    }),
    db.operatorAction.findMany({
      where: { subject: { in: subjects }, createdAt },
      include: { operator: { select: { address: true } } },
      ...newest,
    }),
  ]);
  const idsOf = (rows: { id: string }[]) => ({ in: rows.map(({ id }) => id) });
  const verifications = await db.verification.findMany({
    where: {
      createdAt,
      OR: [
        { registrationId: idsOf(registrations) },
        { passwordResetId: idsOf(resets) },
        { addressChangeId: idsOf(changes) },
        ...(userId ? [{ userId }] : []),
      ],
    },
    ...newest,
  });
  const replays = actions.filter(({ name }) => name === "mail_replayed");
  const [openings, outbox, audit, sessions, phoneCodes] = await Promise.all([
    db.linkOpening.findMany({
      where: { verificationId: idsOf(verifications), openedAt: { lte: until } },
      take: MOST_ROWS,
      orderBy: { openedAt: "desc" },
    }),
    readPublications([
      ...deliveries.map(({ id, createdAt: at }) => ({ deliveryId: id, at })),
      ...deliveries.flatMap(({ id, republishedAt: at }) => (at ? [{ deliveryId: id, at }] : [])),
      ...replays.map(({ subject, createdAt: at }) => ({ deliveryId: subject, at })),
    ]),
    userId ? db.auditEvent.findMany({ where: { userId, createdAt }, ...newest }) : [],
    userId ? db.session.findMany({ where: { userId, createdAt }, ...newest }) : [],
    userId ? db.phoneCode.findMany({ where: { userId, createdAt }, ...newest }) : [],
  ]);
  return {
    ...{ deliveries, registrations, resets, changes, attempts, events, actions },
    ...{ verifications, openings, outbox, audit, sessions, phoneCodes },
  };
}

/** What `readHistory` finds. */
export type History = Awaited<ReturnType<typeof readHistory>>;
