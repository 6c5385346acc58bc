import type { RawMail } from "./transport";

/**
 * SES says "not verified" of the sender, and in the sandbox of the recipient too, and lists
 * whom it means. Only when our own address is not among them is it the sandbox alone.
 */
export function whoIsNotVerified(
  message: string,
  { from, to }: Pick<RawMail, "from" | "to">,
): "sender_not_verified" | "sandbox" {
  const said = message.toLowerCase();
  const sender = addressIn(from).toLowerCase();
  const isOurs = said.includes(sender) && sender !== to.toLowerCase();
  return said.includes(to.toLowerCase()) && !isOurs ? "sandbox" : "sender_not_verified";
}

/** The address alone, of `Name <address>` or of an address without a name. */
export function addressIn(sender: string): string {
  return /<([^<>]+)>\s*$/.exec(sender)?.[1] ?? sender.trim();
}
