import type { Chance } from "./chance";

const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";
const AGENTS = [
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36`, 34],
  [`Mozilla/5.0 (Linux; Android 15; Pixel 9) ${WEBKIT} Chrome/142.0.0.0 Mobile Safari/537.36`, 24],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1",
    20,
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Safari/605.1.15",
    10,
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", 5],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`,
    7,
  ],
] as const;

/** What an email scanner calls itself that does not hide. */
export const SCANNER = "Mozilla/5.0 (compatible; BarracudaCentral/1.0)";

/** A browser and the network it is in (RFC 2544's, which nobody has). */
export type Browser = { ip: string; userAgent: string; keyHash: string };

export function aBrowser(chance: Chance): Browser {
  const byte = () => Math.floor(chance.between(0, 256));
  const word = () =>
    Math.floor(chance.between(0, 2 ** 32))
      .toString(16)
      .padStart(8, "0");
  return {
    ip: `198.${chance.happens(0.5) ? 18 : 19}.${byte()}.${byte()}`,
    userAgent: chance.byWeight(AGENTS),
    keyHash: Array.from({ length: 8 }, word).join(""),
  };
}
