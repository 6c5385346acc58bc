-- CreateEnum
CREATE TYPE "sender_standing" AS ENUM ('good', 'near_review', 'near_pause');

-- CreateTable
CREATE TABLE "sender" (
    "id" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(6) NOT NULL,
    "max_send_rate" DOUBLE PRECISION,
    "max_24_hour_send" DOUBLE PRECISION,
    "sent_last_24_hours" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "sent_since" INTEGER NOT NULL DEFAULT 0,
    "read_at" TIMESTAMPTZ(3),
    "standing" "sender_standing" NOT NULL DEFAULT 'good',

    CONSTRAINT "sender_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "delivery_sent_at_idx" ON "delivery"("sent_at");

-- The one row: turns are given by updating it.
INSERT INTO "sender" ("id", "next_at") VALUES ('mail', now());
