import { formatDateTime } from "../../format-date-time";
import { maskNumber } from "../../phone/phone-number";
import { describeDevice, describePlace } from "../../request/origin";
import { CODE_ATTEMPTS } from "../../verification/lifetimes";
import { entryEmails } from "./email-entries";
import { type Entry, RANK } from "./entry";
import type { History } from "./read-history";

type PhoneCode = History["phoneCodes"][number];

const purposes: Record<PhoneCode["purpose"], string> = {
  enrol: "Requested a code to add a phone",
  sign_in: "Requested a code by text to sign in",
};

/** The codes that texts brought: asked for from where, tried how often, and how they ended. */
export function phoneCodeEntries(history: History, now: Date): Entry[] {
  return history.phoneCodes.flatMap((code): Entry[] => {
    const { id, createdAt, expiresAt, usedAt, voidedAt, attempts } = code;
    const deliveries = history.deliveries.filter(({ phoneCodeId }) => phoneCodeId === id);
    const email = [...entryEmails({ deliveries }).values()][0];
    const ended = { rank: RANK.proofEnded, lines: [], email };
    const isExpired = !usedAt && !voidedAt && expiresAt <= now;
    return [
      {
        at: createdAt,
        rank: RANK.asked,
        title: purposes[code.purpose],
        tone: attempts >= CODE_ATTEMPTS && !usedAt ? "bad" : "neutral",
        lines: [
          `To ${maskNumber(code.number)} (${code.country})`,
          `${describeDevice(code.userAgent)}, ${describePlace(code.ip)}`,
          `Works until ${formatDateTime(expiresAt)}`,
          `${attempts} of ${CODE_ATTEMPTS} attempts used`,
        ],
        email,
      },
      ...(usedAt
        ? [{ ...ended, at: usedAt, title: "Code of the text used", tone: "good" as const }]
        : []),
      ...(voidedAt
        ? [{ ...ended, at: voidedAt, title: "Code of the text replaced", tone: "neutral" as const }]
        : []),
      ...(isExpired
        ? [{ ...ended, at: expiresAt, title: "Code of the text expired", tone: "waiting" as const }]
        : []),
    ];
  });
}
