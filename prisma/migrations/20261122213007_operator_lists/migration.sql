-- What Prisma's schema cannot say. The beginning of an address is searched and paged in one
-- walk along an index: from A to Z, of equal addresses the newest first.
DROP INDEX "user_address_prefix_idx";
DROP INDEX "registration_address_prefix_idx";
DROP INDEX "delivery_address_prefix_idx";
CREATE INDEX "user_address_prefix_idx" ON "user"(lower("address") text_pattern_ops, "id" DESC);
CREATE INDEX "registration_address_prefix_idx" ON "registration"(lower("address") text_pattern_ops, "id" DESC);
CREATE INDEX "delivery_address_prefix_idx" ON "delivery"(lower("address") text_pattern_ops, "id" DESC);
CREATE INDEX "suppression_address_prefix_idx" ON "suppression"(lower("address") text_pattern_ops, "id" DESC);
CREATE INDEX "suppression_domain_idx" ON "suppression"(split_part("address", '@', 2), "id");

-- Filters that leave few rows. Most rows are in none of these, so they cost nothing to keep.
CREATE INDEX "registration_cancelled_idx" ON "registration"("id") WHERE "cancelled_at" IS NOT NULL;
CREATE INDEX "delivery_dead_letter_idx" ON "delivery"("id") WHERE "status" IN ('failed', 'cancelled', 'unknown');
CREATE INDEX "delivery_template_idx" ON "delivery"("template", "id") WHERE "template" <> 'confirm_email';
CREATE INDEX "audit_event_not_by_owner_idx" ON "audit_event"("id") WHERE "actor" IN ('operator', 'system');

-- The same, for who asks for few rows and the beginning of an address together, or for one
-- kind of failure: PostgreSQL takes status and failure for independent, which they are not.
CREATE INDEX "delivery_dead_letter_code_idx" ON "delivery"("failure_code", "id") WHERE "status" IN ('failed', 'cancelled', 'unknown');
CREATE INDEX "delivery_dead_letter_address_idx" ON "delivery"(lower("address") text_pattern_ops, "id" DESC) WHERE "status" IN ('failed', 'cancelled', 'unknown');
CREATE INDEX "delivery_rare_status_address_idx" ON "delivery"("status", lower("address") text_pattern_ops, "id" DESC) WHERE "status" IN ('unknown', 'cancelled', 'failed', 'delayed', 'bounced', 'complained');
CREATE INDEX "delivery_template_address_idx" ON "delivery"("template", lower("address") text_pattern_ops, "id" DESC) WHERE "template" <> 'confirm_email';
