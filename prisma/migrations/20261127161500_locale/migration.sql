-- The language of the emails to come: of whoever asked, and of the account's owner.
ALTER TABLE "user" ADD COLUMN "locale" TEXT NOT NULL DEFAULT 'en';
ALTER TABLE "registration" ADD COLUMN "locale" TEXT NOT NULL DEFAULT 'en';
ALTER TABLE "password_reset" ADD COLUMN "locale" TEXT NOT NULL DEFAULT 'en';
