-- CreateEnum
CREATE TYPE "cancel_reason" AS ENUM ('reported', 'corrected', 'withdrawn', 'replaced', 'undone', 'revoked');

-- AlterTable
ALTER TABLE "address_change" ADD COLUMN     "cancel_reason" "cancel_reason";

-- AlterTable
ALTER TABLE "registration" ADD COLUMN     "cancel_reason" "cancel_reason";

-- What can be known of the rows that are there. A change, what it ended and the audit event
-- have the same moment, to the millisecond. What is not known stays null.
UPDATE "registration" r SET "cancel_reason" = 'reported' FROM "audit_event" a
WHERE r."cancelled_at" IS NOT NULL AND a."user_id" = r."user_id"
  AND a."name" = 'registration_cancelled' AND a."created_at" = r."cancelled_at";

UPDATE "registration" r SET "cancel_reason" = 'corrected' FROM "registration" successor
WHERE r."cancelled_at" IS NOT NULL AND r."cancel_reason" IS NULL
  AND successor."browser_key_hash" = r."browser_key_hash"
  AND successor."created_at" = r."cancelled_at" AND successor."corrections" = r."corrections" + 1;

UPDATE "address_change" c SET "cancel_reason" = 'replaced' FROM "address_change" successor
WHERE c."cancelled_at" IS NOT NULL
  AND successor."user_id" = c."user_id" AND successor."created_at" = c."cancelled_at";

UPDATE "address_change" c SET "cancel_reason" = CASE
    WHEN a."actor" = 'visitor' THEN 'reported'
    WHEN EXISTS (SELECT FROM "verification" v WHERE v."address_change_id" = c."id"
      AND v."purpose" = 'undo_address_change' AND v."used_at" = c."cancelled_at") THEN 'undone'
    ELSE 'withdrawn'
  END::"cancel_reason"
FROM "audit_event" a
WHERE c."cancelled_at" IS NOT NULL AND c."cancel_reason" IS NULL AND a."user_id" = c."user_id"
  AND a."name" = 'address_change_cancelled' AND a."created_at" = c."cancelled_at";

UPDATE "address_change" c SET "cancel_reason" = 'revoked' FROM "audit_event" a
WHERE c."cancelled_at" IS NOT NULL AND c."cancel_reason" IS NULL AND a."user_id" = c."user_id"
  AND a."name" IN ('password_reset', 'password_changed', 'password_disowned', 'address_change_undone',
    'deletion_requested', 'locked', 'signed_out_by_operator')
  AND a."created_at" = c."cancelled_at";
