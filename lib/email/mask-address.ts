import { findWebmail } from "./webmail";

/** As endings of domains look; anything else could be a message to whoever reads it. */
const ENDING = /^\.\p{L}{2,18}$/u;

/**
 * An address that its owner recognises and nobody else can write to: "a***@e***.com". The domain
 * of a large provider is shown ("a***@gmail.com"): nobody chose it to say something by it.
 */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf("@");
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  if (findWebmail(address)) return `${local.slice(0, 1)}***@${domain}`;
  const dot = domain.lastIndexOf(".");
  const ending = dot > 0 ? domain.slice(dot) : "";
  const shown = ending && !ENDING.test(ending) ? ".***" : ending;
  return `${local.slice(0, 1)}***@${domain.slice(0, 1)}***${shown}`;
}
