-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "delivery_status" ADD VALUE 'unknown';
ALTER TYPE "delivery_status" ADD VALUE 'delayed';
ALTER TYPE "delivery_status" ADD VALUE 'delivered';
ALTER TYPE "delivery_status" ADD VALUE 'bounced';
ALTER TYPE "delivery_status" ADD VALUE 'complained';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "suppression_reason" ADD VALUE 'hard_bounce';
ALTER TYPE "suppression_reason" ADD VALUE 'complaint';

-- AlterEnum
ALTER TYPE "suppression_scope" ADD VALUE 'everything';

-- AlterTable
ALTER TABLE "suppression" ALTER COLUMN "expires_at" DROP NOT NULL;

-- CreateTable
CREATE TABLE "delivery_event" (
    "id" TEXT NOT NULL,
    "delivery_id" UUID,
    "type" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "detail" JSONB NOT NULL,

    CONSTRAINT "delivery_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "delivery_event_delivery_id_occurred_at_idx" ON "delivery_event"("delivery_id", "occurred_at");

-- CreateIndex
CREATE INDEX "delivery_event_received_at_idx" ON "delivery_event"("received_at");

-- AddForeignKey
ALTER TABLE "delivery_event" ADD CONSTRAINT "delivery_event_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id") ON DELETE CASCADE ON UPDATE CASCADE;
