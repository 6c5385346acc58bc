import "server-only";
import { createHash } from "node:crypto";
import { SECOND } from "../clock";
import { env } from "../env";
import { log } from "../log";
import { metrics } from "../metrics/metrics";
import { readBounded } from "../read-bounded";

/** Somebody waits for the form's answer. */
const TIMEOUT_MS = SECOND;

/** Characters of the hash that are told: some 2,000 known passwords have each beginning. */
const PREFIX_LENGTH = 5;

/** A padded answer has about 1,000 lines of 43 characters. */
const LONGEST_ANSWER = 500_000;

/** Whether a list of "<rest of the hash>:<how often it was seen>" has a hash. Padding was seen 0 times. */
function isListed(list: string, rest: string): boolean {
  return list.split("\n").some((line) => {
    const [suffix, count] = line.trim().split(":");
    return suffix?.toUpperCase() === rest && Number(count) > 0;
  });
}

async function askRange(url: string, hash: string): Promise<boolean> {
  const answer = await fetch(new URL(hash.slice(0, PREFIX_LENGTH), url.replace(/\/*$/, "/")), {
    // Answers of one length tell a listener nothing about the prefix.
    headers: { "Add-Padding": "true" },
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
    cache: "no-store",
  });
  if (!answer.ok) throw new Error(`The list of breached passwords answered ${answer.status}`);
  const list = await readBounded(answer.body, LONGEST_ANSWER);
  if (list === null) throw new Error("The list of breached passwords answered too much");
  return isListed(list, hash.slice(PREFIX_LENGTH));
}

/**
 * Whether a password is in the list of stolen ones behind BREACHED_PASSWORDS_URL, a range API
 * such as the one of Have I Been Pwned. The list is told five characters of the password's
 * SHA-1, and nothing of who chooses it. False while the check is off, and when no answer is to be
 * had within a second: zxcvbn was satisfied, and nobody should be kept out by somebody's outage.
 */
export async function isBreached(password: string): Promise<boolean> {
  const url = env.BREACHED_PASSWORDS_URL;
  if (!url) return false;
  const hash = createHash("sha1").update(password).digest("hex").toUpperCase();
  try {
    const breached = await askRange(url, hash);
    metrics.breachedPasswords.inc({ outcome: breached ? "breached" : "clean" });
    return breached;
  } catch (error) {
    metrics.breachedPasswords.inc({ outcome: "failed" });
    log.warn({ err: error }, "a new password was not looked up among breached ones");
    return false;
  }
}
