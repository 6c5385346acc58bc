const number = new Intl.NumberFormat("en-GB");

/** "1 mail", "250 mails", "more than 10,000 mails" beyond what was counted. */
export function mailsInWords(mails: number, counted: number): string {
  if (mails > counted) return `more than ${number.format(counted)} mails`;
  return mails === 1 ? "1 mail" : `${number.format(mails)} mails`;
}
