import { randomInt } from "node:crypto";

/** An IP address that no other test has: limits of an IP do not meet it twice. */
export function anIp(): string {
  return ["10", randomInt(256), randomInt(256), randomInt(256)].join(".");
}
