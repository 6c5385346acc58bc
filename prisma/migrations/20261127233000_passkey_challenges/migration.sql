-- An answer of a passkey works once: it has to answer a newer challenge than the one before.
ALTER TABLE second_factor ADD COLUMN last_challenge_at timestamptz(3);
