// How an email is written on the wire: RFC 5322, and what providers ask for.
import { readHeader, type Rule, splitMessage } from "./email-under-check";

/** Gmail cuts at 102 kB, and filters look at the weight of the rest. */
const MAX_BYTES = 60_000;
/** RFC 5322, 2.1.1. */
const MAX_LINE_BYTES = 998;

export const isSmall: Rule = ({ raw }) =>
  raw.length > MAX_BYTES ? [`has ${raw.length} bytes, ${MAX_BYTES} at most`] : [];

export const endsItsLinesWithCrlf: Rule = ({ raw }) => {
  const bare = raw.toString("latin1").match(/(?<!\r)\n|\r(?!\n)/g) ?? [];
  return bare.length > 0 ? [`has ${bare.length} line ends that are not CRLF`] : [];
};

export const hasNoLongLine: Rule = ({ raw }) => {
  const longest = Math.max(
    ...raw
      .toString("latin1")
      .split(/\r?\n/)
      .map((line) => line.length),
  );
  return longest > MAX_LINE_BYTES
    ? [`has a line of ${longest} bytes, ${MAX_LINE_BYTES} at most`]
    : [];
};

// All of ASCII is before U+0080.
const NOT_ASCII = /[^\0-\x7f]/;

export const writesHeadersInAscii: Rule = ({ raw, envelopeFrom }) => {
  const lines = splitMessage(raw).head.toString("latin1").split(/\r?\n/);
  const named = lines.filter((line) => NOT_ASCII.test(line)).map((line) => line.split(":")[0]);
  return [
    ...named.map((name) => `has letters outside of ASCII in the header ${name}`),
    ...(NOT_ASCII.test(envelopeFrom)
      ? [`has letters outside of ASCII in its envelope (${envelopeFrom})`]
      : []),
  ];
};

const anything = /\S/;

export const hasItsHeaders: Rule = ({ raw, language }) => {
  const { head } = splitMessage(raw);
  const needed: Record<string, RegExp> = {
    From: anything,
    To: anything,
    Date: anything,
    "Message-ID": anything,
    "MIME-Version": anything,
    "Content-Language": new RegExp(`^${language}$`),
    // Both keep automatic replies away: RFC 3834, and Exchange.
    "Auto-Submitted": /^auto-generated$/,
    "X-Auto-Response-Suppress": anything,
  };
  return Object.entries(needed).flatMap(([name, wanted]) => {
    const value = readHeader(head, name);
    if (value === null) return [`has no header ${name}`];
    return wanted.test(value) ? [] : [`has the header ${name}: ${value}`];
  });
};
