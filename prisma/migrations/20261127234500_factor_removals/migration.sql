-- The way back for somebody who lost all second factors: their removal after a waiting time.

ALTER TYPE verification_purpose ADD VALUE 'cancel_factor_removal';
ALTER TYPE delivery_template ADD VALUE 'factor_removal';

CREATE TYPE factor_removal_end AS ENUM ('link', 'proved', 'owner', 'operator', 'account', 'unreachable');

CREATE TABLE factor_removal (
  id uuid NOT NULL PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE ON UPDATE CASCADE,
  started_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  due_at timestamptz(3) NOT NULL,
  reminded_at timestamptz(3) NOT NULL,
  done_at timestamptz(3),
  cancelled_at timestamptz(3),
  cancel_reason factor_removal_end,
  CONSTRAINT factor_removal_ends_once CHECK (
    (done_at IS NULL OR cancelled_at IS NULL) AND (cancelled_at IS NULL) = (cancel_reason IS NULL))
);
CREATE INDEX factor_removal_user_id_started_at_idx ON factor_removal (user_id, started_at);
-- One at a time for a user, however many operators press at once. It is also the list of those
-- that run, which are few.
CREATE UNIQUE INDEX factor_removal_one_runs ON factor_removal (user_id)
  WHERE done_at IS NULL AND cancelled_at IS NULL;

-- By which those are found at night that nobody finished setting up.
CREATE INDEX second_factor_unfinished_idx ON second_factor (created_at) WHERE confirmed_at IS NULL;
