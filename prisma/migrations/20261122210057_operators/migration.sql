-- AlterEnum
ALTER TYPE "suppression_reason" ADD VALUE 'operator';

-- CreateEnum
CREATE TYPE "user_role" AS ENUM ('member', 'operator');

-- AlterTable
ALTER TABLE "operator_action" ADD COLUMN     "done" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "ended_at" TIMESTAMPTZ(3),
ADD COLUMN     "total" INTEGER;

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "locked_at" TIMESTAMPTZ(3),
ADD COLUMN     "role" "user_role" NOT NULL DEFAULT 'member';

-- CreateTable
CREATE TABLE "link_opening" (
    "id" UUID NOT NULL,
    "verification_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ip" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "is_own_browser" BOOLEAN NOT NULL,
    "looks_like_scanner" BOOLEAN NOT NULL,

    CONSTRAINT "link_opening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "funnel_hour" (
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "registered" INTEGER NOT NULL,
    "sent" INTEGER NOT NULL,
    "delivered" INTEGER NOT NULL,
    "bounced" INTEGER NOT NULL,
    "complained" INTEGER NOT NULL,
    "opened" INTEGER NOT NULL,
    "confirmed" INTEGER NOT NULL,

    CONSTRAINT "funnel_hour_pkey" PRIMARY KEY ("hour")
);

-- CreateTable
CREATE TABLE "domain_day" (
    "day" DATE NOT NULL,
    "domain" TEXT NOT NULL,
    "registered" INTEGER NOT NULL,
    "delivered" INTEGER NOT NULL,
    "bounced" INTEGER NOT NULL,
    "confirmed" INTEGER NOT NULL,

    CONSTRAINT "domain_day_pkey" PRIMARY KEY ("day","domain")
);

-- CreateIndex
CREATE INDEX "link_opening_verification_id_opened_at_idx" ON "link_opening"("verification_id", "opened_at");

-- CreateIndex
CREATE INDEX "audit_event_name_id_idx" ON "audit_event"("name", "id");

-- CreateIndex
CREATE INDEX "delivery_status_id_idx" ON "delivery"("status", "id");

-- CreateIndex
CREATE INDEX "delivery_failure_code_id_idx" ON "delivery"("failure_code", "id");

-- AddForeignKey
ALTER TABLE "link_opening" ADD CONSTRAINT "link_opening_verification_id_fkey" FOREIGN KEY ("verification_id") REFERENCES "verification"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema cannot say. The operator's lists search by the beginning of an address
-- and by its domain, newest first (ids are ordered by time), and filter by what few rows are.
CREATE INDEX "user_address_prefix_idx" ON "user"(lower("address") text_pattern_ops);
CREATE INDEX "registration_address_prefix_idx" ON "registration"(lower("address") text_pattern_ops);
CREATE INDEX "delivery_address_prefix_idx" ON "delivery"(lower("address") text_pattern_ops);
CREATE INDEX "user_domain_idx" ON "user"(split_part("address", '@', 2), "id");
CREATE INDEX "registration_domain_idx" ON "registration"(split_part("address", '@', 2), "id");
CREATE INDEX "delivery_domain_idx" ON "delivery"(split_part("address", '@', 2), "id");
CREATE INDEX "user_waiting_idx" ON "user"("id") WHERE "confirmed_at" IS NULL;
CREATE INDEX "user_locked_idx" ON "user"("id") WHERE "locked_at" IS NOT NULL;
CREATE INDEX "user_operator_idx" ON "user"("id") WHERE "role" = 'operator';
CREATE INDEX "registration_waiting_idx" ON "registration"("id") WHERE "confirmed_at" IS NULL;
