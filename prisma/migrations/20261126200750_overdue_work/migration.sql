-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "due_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "republished_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "operator_action" ADD COLUMN     "due_at" TIMESTAMPTZ(3),
ADD COLUMN     "republished_at" TIMESTAMPTZ(3);

-- Written by hand, because Prisma does not know partial indices: only what waits is in them.
CREATE INDEX "delivery_due_idx" ON "delivery"("due_at") WHERE "status" IN ('queued', 'sending', 'deferred', 'unknown');
CREATE INDEX "operator_action_due_idx" ON "operator_action"("due_at") WHERE "total" IS NOT NULL AND "ended_at" IS NULL;

-- What may have been taken before now is an operator's to send again. What runs goes on.
UPDATE "delivery" SET "due_at" = NULL WHERE "status" = 'unknown';
UPDATE "operator_action" SET "due_at" = now() WHERE "total" IS NOT NULL AND "ended_at" IS NULL;
