-- Mailbox providers that refuse our email, to which emails wait.
CREATE TABLE "provider_hold" (
    "provider" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "probed_at" TIMESTAMPTZ(3),
    "probed_by" UUID,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "provider_hold_pkey" PRIMARY KEY ("provider")
);
