import type { EmailEvent } from "./events";

/**
 * Seconds by which an email goes before others that wait: whoever cannot get into their account
 * first, people who wait for their code next, news of what was done already last. Inngest
 * allows up to ten minutes, and would hold an email back by a negative number even when nothing
 * waits.
 */
const SECONDS_AHEAD: Record<EmailEvent["name"], number> = {
  "account/password-reset-requested": 600,
  "account/registered": 300,
  "account/confirmation-requested": 300,
  "account/address-change-requested": 300,
  "account/password-changed": 0,
  "account/second-factor-changed": 0,
  "account/address-changed": 0,
  "account/deletion-requested": 0,
};

/** The same as the expression that Inngest asks of each event. */
export const mailPriority =
  Object.entries(SECONDS_AHEAD)
    .filter(([, seconds]) => seconds !== 0)
    .map(([name, seconds]) => `event.name == "${name}" ? ${seconds} : `)
    .join("") + "0";
