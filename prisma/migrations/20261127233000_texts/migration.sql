-- Text messages: a second channel of deliveries, and the codes that they bring.
CREATE TYPE "delivery_channel" AS ENUM ('email', 'text');
CREATE TYPE "phone_code_purpose" AS ENUM ('enrol', 'sign_in');
ALTER TYPE "delivery_template" ADD VALUE 'sms_code';

CREATE TABLE "phone_code" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "purpose" "phone_code_purpose" NOT NULL,
    "number" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "browser_key_hash" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "used_at" TIMESTAMPTZ(3),
    "voided_at" TIMESTAMPTZ(3),

    CONSTRAINT "phone_code_pkey" PRIMARY KEY ("id")
);

-- A constant default rewrites no row.
ALTER TABLE "delivery" ADD COLUMN "channel" "delivery_channel" NOT NULL DEFAULT 'email',
  ADD COLUMN "phone_code_id" UUID;
ALTER TABLE "sender" ADD COLUMN "text_next_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;

CREATE INDEX "phone_code_user_id_created_at_idx" ON "phone_code"("user_id", "created_at");
CREATE INDEX "phone_code_country_created_at_idx" ON "phone_code"("country", "created_at");
CREATE INDEX "delivery_phone_code_id_idx" ON "delivery"("phone_code_id");
-- What Prisma's schema cannot say: few deliveries are texts, so finding them costs emails nothing.
CREATE INDEX "delivery_text_idx" ON "delivery"("id") WHERE "channel" = 'text';

ALTER TABLE "phone_code" ADD CONSTRAINT "phone_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_phone_code_id_fkey" FOREIGN KEY ("phone_code_id") REFERENCES "phone_code"("id") ON DELETE CASCADE ON UPDATE CASCADE;
