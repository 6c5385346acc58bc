-- Second factors: authenticator apps, passkeys and phones, recovery codes, sign-ins that wait for
-- one, and browsers in which none is asked for.

ALTER TYPE delivery_template ADD VALUE 'second_factor_changed';

CREATE TYPE second_factor_kind AS ENUM ('app', 'passkey', 'phone');

CREATE TABLE second_factor (
  id uuid NOT NULL PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE ON UPDATE CASCADE,
  kind second_factor_kind NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  confirmed_at timestamptz(3),
  last_used_at timestamptz(3),
  secret text,
  last_step integer,
  name text,
  credential_id text,
  public_key bytea,
  sign_count bigint,
  transports text[] NOT NULL DEFAULT ARRAY[]::text[],
  aaguid text,
  is_syncable boolean,
  is_synced boolean,
  number text,
  CONSTRAINT second_factor_kind_has_its_columns CHECK (CASE kind
    WHEN 'app' THEN secret IS NOT NULL
    WHEN 'passkey' THEN credential_id IS NOT NULL AND public_key IS NOT NULL AND sign_count IS NOT NULL
    WHEN 'phone' THEN number IS NOT NULL
  END)
);
CREATE UNIQUE INDEX second_factor_credential_id_key ON second_factor (credential_id);
CREATE INDEX second_factor_user_id_idx ON second_factor (user_id);
-- One app and one phone count for a user, however many tabs enrol at once.
CREATE UNIQUE INDEX second_factor_one_of_a_kind ON second_factor (user_id, kind)
  WHERE kind <> 'passkey' AND confirmed_at IS NOT NULL;

CREATE TABLE recovery_code (
  id uuid NOT NULL PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE ON UPDATE CASCADE,
  code_hash text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  used_at timestamptz(3)
);
CREATE UNIQUE INDEX recovery_code_user_id_code_hash_key ON recovery_code (user_id, code_hash);

CREATE TABLE pending_sign_in (
  id uuid NOT NULL PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE ON UPDATE CASCADE,
  password_hash text NOT NULL,
  browser_key_hash text NOT NULL,
  name text NOT NULL,
  "to" text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at timestamptz(3) NOT NULL,
  used_at timestamptz(3)
);
CREATE INDEX pending_sign_in_browser_key_hash_created_at_idx ON pending_sign_in (browser_key_hash, created_at);
CREATE INDEX pending_sign_in_user_id_idx ON pending_sign_in (user_id);
CREATE INDEX pending_sign_in_expires_at_idx ON pending_sign_in (expires_at);

ALTER TABLE session ADD COLUMN factor_proved_at timestamptz(3);
ALTER TABLE known_browser ADD COLUMN factor_proved_at timestamptz(3), ADD COLUMN trusted_until timestamptz(3);
