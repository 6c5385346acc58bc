/**
 * What a spreadsheet takes for a formula, which could send the file's other cells to
 * somebody: anybody can register an address that begins with "=" (OWASP, "CSV Injection").
 */
const FORMULA = /^(?=[=+\-@\t\r\n＝＋－＠])/;
/**
 * The same inside a cell, after what divides cells where a spreadsheet is set so (";" in much
 * of Europe): it does not heed our quotes then.
 */
const INNER_FORMULA = /([;|\t\r\n]\s*)(?=[=+\-@＝＋－＠])/g;

const NEEDS_QUOTES = /[",\r\n]/;

/** A cell of a file that a program or a spreadsheet reads; times as ISO 8601. */
export type CsvValue = string | number | Date | null;

function cell(value: CsvValue): string {
  if (value === null) return "";
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "number") return String(value);
  const text = value.replace(FORMULA, "'").replace(INNER_FORMULA, "$1'");
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of a CSV file, with its end (RFC 4180). */
export function csvLine(values: CsvValue[]): string {
  return `${values.map(cell).join(",")}\r\n`;
}
