import "server-only";
import { record } from "../audit/record";
import { db, inTransaction } from "../db";
import { suppressionsOf } from "../email/suppressions";
import { consume, type Limited } from "../rate-limit/consume";
import type { SignedIn } from "../credentials/check-password";
import { exportFactors } from "../second-factor/export-factors";
import { describePlace } from "../request/origin";

/** Hashes are no use to their owner, and much to whoever finds the file. */
const secret = { passwordHash: true, browserKeyHash: true } as const;

/**
 * A person's emails and texts, but not emails to an address they asked to move to and did not prove: which
 * email went there, or that none did, would tell them whether somebody has it.
 */
function ownEmails(userId: string) {
  const isProved = { addressChange: { confirmedAt: { not: null } } };
  const toOldAddress = { template: "address_change_notice" } as const;
  return { userId, OR: [{ addressChangeId: null }, isProved, toOldAddress] };
}

/**
 * Where something came from that anybody can do who knows the address: the network is the
 * account's business, the whole address of whoever it was is not.
 */
function withoutStrangers<Row extends { ip: string; userAgent: string }>(
  rows: Row[],
  isTheirs: (row: Row) => boolean,
): Row[] {
  return rows.map((row) => (isTheirs(row) ? row : { ...row, ip: describePlace(row.ip) }));
}

/**
 * Everything that is held about a person, for them to take along (GDPR, articles 15 and
 * 20). Password hashes, browser keys, what proves a second factor and what links are made from are
 * left out.
 */
export async function exportPersonalData(
  { userId, origin }: SignedIn,
  now = new Date(),
): Promise<{ outcome: "collected"; data: Record<string, unknown> } | Limited> {
  const counted = await consume([{ limit: "data_downloads", key: userId }]);
  if (counted.outcome === "limited") return counted;
  await inTransaction((tx) =>
    record(tx, { userId, name: "data_downloaded", actor: "owner", origin }, now),
  );
  const where = { userId };
  const orderBy = { createdAt: "asc" } as const;
  const [user, registrations, sessions, passwordResets, addressChanges, deliveries, activity] =
    await Promise.all([
      db.user.findUniqueOrThrow({ where: { id: userId }, omit: { passwordHash: true } }),
      db.registration.findMany({ where, orderBy, omit: secret }),
      db.session.findMany({ where, orderBy, omit: { browserKeyHash: true } }),
      db.passwordReset.findMany({ where, orderBy, omit: { browserKeyHash: true } }),
      db.addressChange.findMany({ where, orderBy }),
      db.delivery.findMany({ where: ownEmails(userId), orderBy, include: { attempts: true } }),
      db.auditEvent.findMany({ where, orderBy }),
    ]);
  const ofBrowser = { where, orderBy, omit: { browserKeyHash: true } } as const;
  const knownBrowsers = await db.knownBrowser.findMany(ofBrowser);
  const phoneCodes = await db.phoneCode.findMany(ofBrowser);
  const suppressions = await suppressionsOf(user.address);
  const held = {
    registrations: withoutStrangers(registrations, (row) => row.confirmedAt !== null),
    sessions,
    knownBrowsers,
    passwordResets: withoutStrangers(passwordResets, () => false),
    addressChanges,
    deliveries,
    phoneCodes,
    ...(await exportFactors(userId)),
    suppressions,
    activity: withoutStrangers(activity, (row) => row.actor !== "visitor"),
  };
  return { outcome: "collected", data: { collectedAt: now, user, ...held } };
}
