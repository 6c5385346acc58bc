import type { PseudoLocale } from "./locales";

const PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED = [..."ȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐ"];

/** No letter stays as it was, so a text that stands outside of the catalogues is seen at once. */
const accent = (text: string) =>
  text.replace(/[a-z]/gi, (letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter);

const styles: Record<PseudoLocale, (text: string) => string> = {
  // A translation is often a third longer.
  "en-XA": (text) => accent(text.replace(/[aeiou]/gi, "$&$&")),
  // Written from right to left, whatever the letters are.
  "ar-XB": (text) => accent(text).replace(/[^\s]*\p{L}[^\s]*/gu, "\u202e$&\u202c"),
};

/** Where the brace at `start` is closed. */
function closing(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "{") depth += 1;
    if (text[at] === "}" && (depth -= 1) === 0) return at;
  }
  return text.length;
}

/** `{count, plural, one {# day} other {# days}}` with the texts in it written. */
function writeArgument(argument: string, write: (text: string) => string): string {
  const isOfCases = /^\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,/.exec(argument);
  if (!isOfCases) return argument;
  let [written, at] = [isOfCases[0], isOfCases[0].length];
  while (at < argument.length) {
    const open = argument.indexOf("{", at);
    if (open === -1) return written + argument.slice(at);
    const end = closing(argument, open);
    written += `${argument.slice(at, open)}{${pseudoText(argument.slice(open + 1, end), write)}}`;
    at = end + 1;
  }
  return written;
}

/** A text of the catalogue with its words written otherwise, and its {placeholders} and <tags> kept. */
function pseudoText(text: string, write: (text: string) => string): string {
  const next = /[{<]/.exec(text)?.index ?? -1;
  if (next === -1) return write(text);
  const end = text[next] === "<" ? text.indexOf(">", next) : closing(text, next);
  const kept = text.slice(next, end + 1);
  return (
    write(text.slice(0, next)) +
    (text[next] === "<" ? kept : writeArgument(kept, write)) +
    pseudoText(text.slice(end + 1), write)
  );
}

/** English texts as a language that nobody speaks, for tests and developers. */
export function pseudoTexts<Texts>(english: Texts, locale: PseudoLocale): Texts {
  const texts = JSON.stringify(english);
  return JSON.parse(texts, (_key, value: unknown) =>
    typeof value === "string" ? pseudoText(value, styles[locale]) : value,
  ) as Texts;
}
