/**
 * The mailbox that an address most likely leads to, for counting only: "Ada@" and "ada@",
 * "ada+1@" and "ada+2@" (RFC 5233) are one nearly everywhere, and whoever floods a mailbox
 * would otherwise never run out of spellings of it.
 */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf("@");
  const [name = ""] = address.slice(0, at).split("+");
  return `${name}${address.slice(at)}`.toLowerCase();
}
