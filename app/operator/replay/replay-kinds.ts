import { failureAdvice } from "@/lib/operator/lists/failed-list";
import { paths } from "@/lib/paths";

/** Every kind of failure there is a name for, by its code. */
export const failureKinds: ReadonlyMap<string, { label: string; advice: string }> = new Map(
  failureAdvice.map(({ code, label, advice }) => [code, { label, advice }]),
);

/** The page on which all failed emails of a kind are retried; null asks which kind. */
export function replayHref(kind: string | null): string {
  const path = `${paths.operator}/replay`;
  return kind === null ? path : `${path}?code=${kind}`;
}

const number = new Intl.NumberFormat("en-GB");

/** "1 email", "250 emails", "more than 10,000 emails" beyond what was counted. */
export function emailsInWords(emails: number, counted: number): string {
  if (emails > counted) return `more than ${number.format(counted)} emails`;
  return emails === 1 ? "1 email" : `${number.format(emails)} emails`;
}
