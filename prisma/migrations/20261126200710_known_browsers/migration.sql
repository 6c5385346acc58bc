-- CreateTable
CREATE TABLE "known_browser" (
    "user_id" UUID NOT NULL,
    "browser_key_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "known_browser_pkey" PRIMARY KEY ("user_id","browser_key_hash")
);

-- CreateIndex
CREATE INDEX "known_browser_last_seen_at_idx" ON "known_browser"("last_seen_at");

-- AddForeignKey
ALTER TABLE "known_browser" ADD CONSTRAINT "known_browser_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Browsers that signed in before this table was there. Sessions are kept 90 days after their end.
INSERT INTO "known_browser" ("user_id", "browser_key_hash", "created_at", "last_seen_at")
SELECT "user_id", "browser_key_hash", min("created_at"), max("last_seen_at")
FROM "session" WHERE "browser_key_hash" IS NOT NULL
GROUP BY "user_id", "browser_key_hash";
