-- An undo link is looked for by the mailbox it was sent to, whatever the letter case.
CREATE INDEX "verification_undo_mailbox_idx" ON "verification"(lower("address"))
  WHERE "purpose" = 'undo_address_change';
