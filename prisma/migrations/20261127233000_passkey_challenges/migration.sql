-- An answer of a passkey works once: it has to answer a newer challenge than the one before.
ALTER TABLE second_factor ADD COLUMN last_challenge_at timestamptz(3);

-- Whose access was revoked does not come back by a passkey alone.
ALTER TABLE second_factor ADD COLUMN needs_password boolean NOT NULL DEFAULT false;
