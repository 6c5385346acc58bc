// How long a text message is, as networks count and charge it (3GPP TS 23.038).

/** The default alphabet, without its escape. Each character takes one septet. */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);

/** The extension table. Each character takes an escape as well. */
const EXTENDED = new Set("\f^{}\\[~]|€");

/** How many septets a text takes; null for one with a character that GSM-7 does not have. */
export function countSeptets(text: string): number | null {
  let septets = 0;
  for (const character of text) {
    if (BASIC.has(character)) septets += 1;
    else if (EXTENDED.has(character)) septets += 2;
    else return null;
  }
  return septets;
}

/** Whether a text goes out, and is charged, as one: 160 septets, or else 70 units of UTF-16. */
export function isOneSegment(text: string): boolean {
  const septets = countSeptets(text);
  return septets === null ? text.length <= 70 : septets <= 160;
}
