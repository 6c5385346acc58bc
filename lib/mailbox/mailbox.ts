/**
 * What a mailbox is, decided here once. Two spellings that differ by letter case only lead to
 * the same mailbox nearly everywhere: whoever registered as "Ada@" must get in as "ada@". Dots
 * and "+" before the @ do not: only the mailbox's own server knows what they mean, and to take
 * two people for one would give one the other's account. What the database needs of this is in
 * `find-user.ts`.
 */
export function mailboxOf(address: string): string {
  return address.toLowerCase();
}

/** Whether two spellings lead to the same mailbox. */
export function isSameMailbox(one: string, other: string): boolean {
  return mailboxOf(one) === mailboxOf(other);
}

/** Where the tag of "ada+news@" begins; -1 without one. A "+" at the very beginning is a name's. */
function tagOf(address: string): number {
  const plus = address.indexOf("+");
  return plus > 0 && plus < address.lastIndexOf("@") ? plus : -1;
}

/** Whether an address is one of the endless spellings of another one (RFC 5233). */
export function isTagged(address: string): boolean {
  return tagOf(address) > 0;
}

/**
 * What emails to an address are counted against: the mailbox without the tag, because whoever
 * floods a mailbox would otherwise never run out of spellings of it. For counting only.
 */
export function countedMailbox(address: string): string {
  const name = isTagged(address) ? tagOf(address) : address.lastIndexOf("@");
  return mailboxOf(address.slice(0, name) + address.slice(address.lastIndexOf("@")));
}
