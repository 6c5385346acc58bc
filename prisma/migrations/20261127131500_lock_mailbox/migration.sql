-- Whoever gives a mailbox to a user takes turns, so that two spellings at once do not become two
-- users. A function, because each statement inside it sees what was committed until then: in a
-- plain statement that waits for its turn, the rest sees what was true before it waited.
CREATE FUNCTION lock_mailbox(mailbox text)
RETURNS TABLE (id uuid, address text, confirmed_at timestamptz)
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(lower(mailbox), 1));
  RETURN QUERY
    SELECT u.id, u.address, u.confirmed_at FROM "user" u
    WHERE lower(u.address) = lower(mailbox)
    FOR NO KEY UPDATE;
END;
$$;
