import { type CheckedLine, rule, skipped } from "../line";
import type { Ports } from "../ports";

/** What Amazon lets an account spend on texts in a month until it asks for more, in dollars. */
const FIRST_LIMIT = 1;

/** What the month's money is for: SNS tells the limit, and not what is spent (CloudWatch does). */
export async function checkTexts({ sns, env }: Ports): Promise<CheckedLine[]> {
  const countries = env.SMS_COUNTRIES;
  if (countries.length === 0)
    return [skipped("text messages", "SMS_COUNTRIES is empty: nobody gets texts.")];
  const [isSandbox, limit] = await Promise.all([sns.isTextSandbox(), sns.textSpendLimit()]);
  return [
    rule({
      name: "SMS sandbox",
      isRight: !isSandbox,
      found: isSandbox
        ? "The account is in the SMS sandbox: only verified numbers get texts."
        : `Texts may go to any number (${countries.join(", ")}).`,
      right: "The account is out of the SMS sandbox.",
      fix: "AWS console > SNS > Text messaging: “Exit SMS sandbox”.",
    }),
    rule({
      name: "monthly spending limit",
      isRight: limit > FIRST_LIMIT,
      found: `Amazon stops texts at ${limit} dollars a month.`,
      right: "A limit that covers the texts of a month, and an attack of a day no more than once.",
      fix: "AWS console > SNS > Text messaging > Account spend limit. Watch SMSMonthToDateSpentUSD in CloudWatch.",
      otherwise: "warning",
    }),
  ];
}
