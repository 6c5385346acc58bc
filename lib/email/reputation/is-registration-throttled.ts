import "server-only";
import { db } from "../../db";
import { env } from "../../env";
import type { Use } from "../../rate-limit/limits";

/**
 * Whether new registrations have to slow down, because emails to made-up addresses come back.
 * A captcha keeps most of what does that away, so with one they go on until the account is
 * close to being paused. Emails to people who have an account are never slowed down.
 */
export async function isRegistrationThrottled(): Promise<boolean> {
  const sender = await db.sender.findFirst({ select: { standing: true } });
  switch (sender?.standing) {
    case "near_pause":
      return true;
    case "near_review":
      return !env.TURNSTILE_SECRET_KEY;
    case "good":
    case undefined:
      return false;
  }
}

/**
 * What counts against a limit of the whole site: registrations, or emails that are asked for in
 * another way to an address that nobody proved. Fewer go while emails come back.
 */
export async function siteLimit(asked: "registrations" | "other_mails"): Promise<Use> {
  const isBraked = await isRegistrationThrottled();
  return { limit: isBraked ? `${asked}_while_braked` : `${asked}_on_site`, key: "all" };
}
