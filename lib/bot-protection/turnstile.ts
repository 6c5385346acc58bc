import "server-only";
import { z } from "zod";
import { SECOND } from "../clock";
import { env } from "../env";
import { log } from "../log";
import { oncePerProcess } from "../once-per-process";

/** The field into which the widget writes its token. */
const TOKEN_FIELD = "cf-turnstile-response";

/** Cloudflare's own bound for a token. */
const LONGEST_TOKEN = 2_048;

const PATIENCE_MS = 5 * SECOND;

const verdict = z.object({
  success: z.boolean(),
  "error-codes": z.array(z.string()).default([]),
});

/** Codes that speak of the visitor's token; all others of our keys or of Cloudflare. */
const TOKEN_CODES = new Set([
  "missing-input-response",
  "invalid-input-response",
  "timeout-or-duplicate",
]);

/** Whether a captcha stands before the forms that send email to an address somebody typed. */
export function hasTurnstile(): boolean {
  return env.TURNSTILE_SECRET_KEY !== undefined;
}

/** What a page needs to show the widget; null where there is none, which is the default. */
export function turnstileWidget(): { siteKey: string; scriptUrl: string } | null {
  const siteKey = env.TURNSTILE_SITE_KEY;
  const scriptUrl = `${env.TURNSTILE_URL}/turnstile/v0/api.js?render=explicit`;
  return siteKey ? { siteKey, scriptUrl } : null;
}

const silence = oncePerProcess<{ since: Date | null }>("Turnstile", () => ({ since: null }));

/** Since when this process got no verdict of Turnstile; null while all is well. */
export function turnstileAwaySince(): Date | null {
  return silence.since;
}

/**
 * Asks Cloudflare Turnstile whether the token in a form is good; each is so once, for five
 * minutes. Nothing about the visitor goes along.
 *
 * @returns "unreachable" when no verdict was to be had within 5 seconds: then nobody gets
 *   in, or programs would only have to make Cloudflare fail
 */
export async function checkTurnstile(
  form: FormData,
): Promise<"passed" | "failed" | "unreachable" | "off"> {
  const secret = env.TURNSTILE_SECRET_KEY;
  if (!secret) return "off";
  const response = form.get(TOKEN_FIELD);
  if (typeof response !== "string" || response === "" || response.length > LONGEST_TOKEN)
    return "failed";
  try {
    const answer = await fetch(`${env.TURNSTILE_URL}/turnstile/v0/siteverify`, {
      method: "POST",
      body: new URLSearchParams({ secret, response }),
      signal: AbortSignal.timeout(PATIENCE_MS),
      cache: "no-store",
    });
    const { success, "error-codes": codes } = verdict.parse(await answer.json());
    const isVerdict = success || codes.every((code) => TOKEN_CODES.has(code));
    if (isVerdict) silence.since = null;
    if (isVerdict) return success ? "passed" : "failed";
    log.error({ codes }, "Turnstile gave no verdict");
  } catch (error) {
    log.error({ err: error }, "Turnstile does not answer");
  }
  silence.since ??= new Date();
  return "unreachable";
}
