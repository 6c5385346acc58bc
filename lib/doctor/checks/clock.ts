import { MINUTE, SECOND } from "../../clock";
import { explainFailure } from "../explain-failure";
import { type CheckedLine, rule, skipped } from "../line";
import type { Ports } from "../ports";

/** AWS refuses what was signed more than five minutes ago or in the future. */
const REFUSED_MS = 5 * MINUTE;
const NOTICED_MS = 30 * SECOND;

function judge(name: string, whose: string, differenceMs: number): CheckedLine {
  const apart = Math.abs(differenceMs);
  const seconds = Math.round(apart / SECOND);
  return rule({
    name,
    isRight: apart < NOTICED_MS,
    otherwise: apart < REFUSED_MS ? "warning" : "wrong",
    found: `This machine's clock is ${seconds} ${seconds === 1 ? "second" : "seconds"} ${differenceMs > 0 ? "ahead of" : "behind"} ${whose}.`,
    right: `Less than ${NOTICED_MS / SECOND} seconds apart.`,
    fix: "Set the clock by NTP (timedatectl set-ntp true): AWS and Inngest refuse signatures that are five minutes off.",
  });
}

/** This machine's clock beside SES's (the Date of an answer) and the database's. */
export async function checkClock({ env, fetch, now, database }: Ports): Promise<CheckedLine[]> {
  const lines = [
    await database.facts().then(
      (facts) => judge("database", "the database's", now().getTime() - facts.now.getTime()),
      (error: unknown) => explainFailure("database", error),
    ),
  ];
  if (env.MAIL_TRANSPORT !== "ses") return [...lines, skipped("SES", "Emails go by SMTP.")];
  const url = env.AWS_ENDPOINT_URL_SESV2 ?? `https://email.${env.AWS_REGION}.amazonaws.com`;
  // Any answer will do, also a refusal.
  const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(5 * SECOND) });
  const date = Date.parse(answer.headers.get("date") ?? "");
  if (Number.isNaN(date)) return [...lines, skipped("SES", "The answer of SES has no date.")];
  return [...lines, judge("SES", "SES's", now().getTime() - date)];
}
