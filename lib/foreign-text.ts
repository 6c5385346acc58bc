// Text that somebody else wrote: mail servers, browsers, SES, people. It is cleaned once, where
// it comes in, so that nothing behind it has to think of what PostgreSQL, an index, a log or a
// page cannot bear. Bounded first: no pattern runs on text of any length.

/** Blanks, line ends and control characters, in runs; but not the no-break spaces of French. */
const BLANK_OR_CONTROL = /(?:(?![\u00a0\u202f])[\s\p{Cc}])+/gu;
/** What shows a text in another order than it has (Unicode, UAX #9). */
const BIDI_CONTROL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Cleans a text: well-formed Unicode, on one line, without U+0000 and other control
 * characters, in the order in which it reads, and no longer than `longest` code points.
 */
export function cleanForeignText(text: string, longest: number): string {
  // A character is two units at most; the rest is room for what is taken out.
  return cut(cleaned(text, 4 * longest), longest);
}

function cleaned(text: string, mostUnits: number): string {
  return text
    .slice(0, mostUnits)
    .toWellFormed()
    .replace(BIDI_CONTROL, "")
    .replace(BLANK_OR_CONTROL, " ")
    .trim();
}

/** By code point: half an emoji is no text. */
function cut(text: string, longest: number): string {
  return text.length <= longest ? text : [...text].slice(0, longest).join("");
}

/** The longest address there can be, with its quotes: of a longer word nobody's is left. */
const LONGEST_ADDRESS = 320;

const LINK = /https?:\/\/[^\s"'<>]+/gi;
/** Our links' tokens, also where a server quotes a link without its "https://". */
const TOKEN = /\b\d{1,4}\.[\w-]{22}\.[\w-]{43}/g;
/** `"ada lovelace"@example.com`: what is quoted may hold anything. */
const QUOTED_ADDRESS = /"[^"]*"[@＠][^\s<>:;,"'()]+/g;
const WORD = /[^\s<>:;,"'()]+/g;

/**
 * The same for a record of what went wrong, which is no place for addresses and links:
 * servers quote recipients, and what SES tells of clicks holds the link.
 */
export function redactForeignText(text: string, longest = 500): string {
  const most = 4 * longest;
  const isCut = text.length > most;
  const redacted = cleaned(text, most)
    .replace(LINK, "<link>")
    .replace(TOKEN, "<link>")
    .replace(QUOTED_ADDRESS, "<address>")
    // Word by word: to look for "something@" from each place on would cost the square of the
    // length.
    .replace(WORD, (word, at: number, whole: string) => {
      if (/[@＠]/.test(word)) return "<address>";
      // What the cut left may be the beginning of an address.
      const isLast = isCut && at + word.length === whole.length;
      return isLast && word.length <= LONGEST_ADDRESS ? "…" : word;
    });
  return cut(redacted, longest);
}

/** A foreign text as an id or a name to compare: null where no such thing looks like it. */
export function plainForeignId(text: string, longest = 200): string | null {
  return text.length <= longest && /^[\x21-\x7e]+$/.test(text) ? text : null;
}
