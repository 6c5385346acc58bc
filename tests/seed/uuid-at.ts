import type { Chance } from "./chance";

const HEX = Array.from({ length: 65_536 }, (_, each) => each.toString(16).padStart(4, "0"));

/** A UUIDv7 of a moment (milliseconds since 1970): ids sort by time, as the product's do. */
export function uuidAt(at: number, chance: Chance): string {
  const time = Math.floor(at).toString(16).padStart(12, "0");
  const word = () => HEX[Math.floor(chance.between(0, 65_536))];
  const version = HEX[0x7000 + Math.floor(chance.between(0, 0x1000))];
  const variant = HEX[0x8000 + Math.floor(chance.between(0, 0x4000))];
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${word()}${word()}${word()}`;
}
