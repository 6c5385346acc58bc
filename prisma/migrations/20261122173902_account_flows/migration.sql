-- CreateEnum
CREATE TYPE "audit_actor" AS ENUM ('visitor', 'owner', 'operator', 'system');

-- CreateEnum
CREATE TYPE "suppression_scope" AS ENUM ('registration', 'recovery', 'address_change');

-- CreateEnum
CREATE TYPE "suppression_reason" AS ENUM ('not_me');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "delivery_template" ADD VALUE 'reset_password';
ALTER TYPE "delivery_template" ADD VALUE 'no_account';
ALTER TYPE "delivery_template" ADD VALUE 'password_changed';
ALTER TYPE "delivery_template" ADD VALUE 'confirm_new_address';
ALTER TYPE "delivery_template" ADD VALUE 'address_change_notice';
ALTER TYPE "delivery_template" ADD VALUE 'address_changed';
ALTER TYPE "delivery_template" ADD VALUE 'account_deletion';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "verification_purpose" ADD VALUE 'reset_password';
ALTER TYPE "verification_purpose" ADD VALUE 'change_address';
ALTER TYPE "verification_purpose" ADD VALUE 'undo_address_change';
ALTER TYPE "verification_purpose" ADD VALUE 'undo_deletion';

-- DropIndex
DROP INDEX "session_user_id_idx";

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "address_change_id" UUID,
ADD COLUMN     "audit_event_id" UUID,
ADD COLUMN     "password_reset_id" UUID,
ALTER COLUMN "user_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "registration" ADD COLUMN     "corrections" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "authenticated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "browser_key_hash" TEXT,
ADD COLUMN     "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "erase_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "verification" ADD COLUMN     "address_change_id" UUID,
ADD COLUMN     "password_reset_id" UUID,
ADD COLUMN     "user_id" UUID;

-- CreateTable
CREATE TABLE "password_reset" (
    "id" UUID NOT NULL,
    "user_id" UUID,
    "address" TEXT NOT NULL,
    "original_address" TEXT NOT NULL,
    "browser_key_hash" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "password_reset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "address_change" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "old_address" TEXT NOT NULL,
    "old_original_address" TEXT NOT NULL,
    "new_address" TEXT NOT NULL,
    "new_original_address" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "address_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" UUID NOT NULL,
    "user_id" UUID,
    "name" TEXT NOT NULL,
    "actor" "audit_actor" NOT NULL,
    "ip" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suppression" (
    "id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "scope" "suppression_scope" NOT NULL,
    "reason" "suppression_reason" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "suppression_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "password_reset_browser_key_hash_created_at_idx" ON "password_reset"("browser_key_hash", "created_at");

-- CreateIndex
CREATE INDEX "password_reset_user_id_idx" ON "password_reset"("user_id");

-- CreateIndex
CREATE INDEX "password_reset_created_at_idx" ON "password_reset"("created_at");

-- CreateIndex
CREATE INDEX "address_change_user_id_created_at_idx" ON "address_change"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_event_user_id_created_at_idx" ON "audit_event"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_event_created_at_idx" ON "audit_event"("created_at");

-- CreateIndex
CREATE INDEX "suppression_expires_at_idx" ON "suppression"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "suppression_address_scope_key" ON "suppression"("address", "scope");

-- CreateIndex
CREATE INDEX "rate_limit_expire_idx" ON "rate_limit"("expire");

-- CreateIndex
CREATE INDEX "delivery_password_reset_id_idx" ON "delivery"("password_reset_id");

-- CreateIndex
CREATE INDEX "delivery_address_change_id_idx" ON "delivery"("address_change_id");

-- CreateIndex
CREATE INDEX "delivery_audit_event_id_idx" ON "delivery"("audit_event_id");

-- CreateIndex
CREATE INDEX "session_user_id_browser_key_hash_idx" ON "session"("user_id", "browser_key_hash");

-- CreateIndex
CREATE INDEX "user_erase_at_idx" ON "user"("erase_at");

-- CreateIndex
CREATE INDEX "verification_password_reset_id_idx" ON "verification"("password_reset_id");

-- CreateIndex
CREATE INDEX "verification_address_change_id_idx" ON "verification"("address_change_id");

-- CreateIndex
CREATE INDEX "verification_user_id_idx" ON "verification"("user_id");

-- AddForeignKey
ALTER TABLE "password_reset" ADD CONSTRAINT "password_reset_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "address_change" ADD CONSTRAINT "address_change_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verification" ADD CONSTRAINT "verification_password_reset_id_fkey" FOREIGN KEY ("password_reset_id") REFERENCES "password_reset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verification" ADD CONSTRAINT "verification_address_change_id_fkey" FOREIGN KEY ("address_change_id") REFERENCES "address_change"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verification" ADD CONSTRAINT "verification_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_password_reset_id_fkey" FOREIGN KEY ("password_reset_id") REFERENCES "password_reset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_address_change_id_fkey" FOREIGN KEY ("address_change_id") REFERENCES "address_change"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_audit_event_id_fkey" FOREIGN KEY ("audit_event_id") REFERENCES "audit_event"("id") ON DELETE CASCADE ON UPDATE CASCADE;
