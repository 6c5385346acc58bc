import "server-only";
import { after, MINUTE } from "../../clock";
import { type Sql, sql } from "../../db";
import { uuidFloor } from "../../uuid-range";

/** A row's id is made after its `created_at`, once a password is hashed, which waits in a burst. */
const ID_IS_LATER_BY_MS = 5 * MINUTE;

/** What became of some registrations. Who was complained about had been delivered to. */
export type Outcomes = {
  registered: number;
  sent: number;
  delivered: number;
  bounced: number;
  complained: number;
  /** By something that does not look like a scanner. */
  opened: number;
  confirmed: number;
};

/**
 * The registrations of a time and what became of each so far, for use in a statement, after
 * FROM: `r` is the registration, `mail` and `proof` say how far it came. Found by id range.
 */
export function cohort(from: Date, to: Date): Sql {
  return sql`(
      SELECT id, address, created_at, confirmed_at FROM registration
      WHERE id >= ${uuidFloor(from)}::uuid AND id < ${uuidFloor(after(to, ID_IS_LATER_BY_MS))}::uuid
        AND created_at >= ${from} AND created_at < ${to}
    ) r
    CROSS JOIN LATERAL (
      SELECT bool_or(d.sent_at IS NOT NULL) AS sent,
        bool_or(d.status IN ('delivered', 'complained')) AS delivered,
        bool_or(d.status = 'bounced') AS bounced, bool_or(d.status = 'complained') AS complained
      FROM delivery d WHERE d.registration_id = r.id
    ) mail
    CROSS JOIN LATERAL (
      SELECT bool_or(v.used_at IS NOT NULL) AS used, bool_or(EXISTS (
          SELECT FROM link_opening o WHERE o.verification_id = v.id AND NOT o.looks_like_scanner
        )) AS opened
      FROM verification v WHERE v.registration_id = r.id
    ) proof`;
}

/**
 * The counts of a cohort, for use after SELECT. A registration also counts as confirmed when
 * its link set a new password, which only its verification remembers.
 */
export const outcomesOfCohort = sql`count(*)::int AS registered,
  count(*) FILTER (WHERE mail.sent)::int AS sent,
  count(*) FILTER (WHERE mail.delivered)::int AS delivered,
  count(*) FILTER (WHERE mail.bounced)::int AS bounced,
  count(*) FILTER (WHERE mail.complained)::int AS complained,
  count(*) FILTER (WHERE proof.opened)::int AS opened,
  count(*) FILTER (WHERE proof.used OR r.confirmed_at IS NOT NULL)::int AS confirmed`;
