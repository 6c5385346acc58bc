-- Suppressions after a bounce have an end, and last twice as long each time.
ALTER TABLE "suppression" ADD COLUMN     "cause" TEXT,
ADD COLUMN     "probed_at" TIMESTAMPTZ(3),
ADD COLUMN     "probed_by" UUID,
ADD COLUMN     "times" INTEGER NOT NULL DEFAULT 1;

-- Those from before did not end, whatever they bounced for.
UPDATE "suppression" SET "expires_at" = "created_at" + interval '30 days'
WHERE "reason" = 'hard_bounce' AND "expires_at" IS NULL;
