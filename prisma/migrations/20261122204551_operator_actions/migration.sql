-- CreateTable
CREATE TABLE "operator_action" (
    "id" UUID NOT NULL,
    "operator_id" UUID,
    "name" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "operator_action_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "operator_action_created_at_idx" ON "operator_action"("created_at");

-- CreateIndex
CREATE INDEX "operator_action_subject_created_at_idx" ON "operator_action"("subject", "created_at");

-- CreateIndex
CREATE INDEX "operator_action_operator_id_idx" ON "operator_action"("operator_id");

-- AddForeignKey
ALTER TABLE "operator_action" ADD CONSTRAINT "operator_action_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;
