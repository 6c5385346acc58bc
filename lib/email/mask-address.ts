/** As endings of domains look; anything else could be a message to whoever reads it. */
const ENDING = /^\.\p{L}{2,18}$/u;

/** An address for logs: enough to recognise, not enough to write to ("a***@e***.com"). */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf("@");
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  const dot = domain.lastIndexOf(".");
  const ending = dot > 0 ? domain.slice(dot) : "";
  const shown = ending && !ENDING.test(ending) ? ".***" : ending;
  return `${local.slice(0, 1)}***@${domain.slice(0, 1)}***${shown}`;
}
