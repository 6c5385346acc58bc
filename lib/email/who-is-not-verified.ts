import type { RawEmail } from "./transport";

/**
 * SES says "not verified" of the sender, and in the sandbox of the recipient too, and lists
 * whom it means: "recipient" when our own address is not among them. Null when it says no
 * such thing.
 */
export function whoIsNotVerified(
  said: string | undefined,
  { from, to }: Pick<RawEmail, "from" | "to">,
): "sender" | "recipient" | null {
  if (!said || !/not verified/i.test(said)) return null;
  const words = said.toLowerCase();
  const [sender, recipient] = [addressIn(from).toLowerCase(), to.toLowerCase()];
  const isSenderNamed = sender !== recipient && words.includes(sender);
  return words.includes(recipient) && !isSenderNamed ? "recipient" : "sender";
}

/** The address alone, of `Name <address>` or of an address without a name. */
export function addressIn(sender: string): string {
  return /<([^<>]+)>\s*$/.exec(sender)?.[1] ?? sender.trim();
}
