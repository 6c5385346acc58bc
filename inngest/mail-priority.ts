import type { MailEvent } from "./events";

/**
 * Seconds by which a mail goes before others that wait, or after them: whoever cannot get
 * into their account first, people who wait for their code next, news of what was done
 * already last. Inngest allows up to ten minutes either way.
 */
const SECONDS_AHEAD: Record<MailEvent["name"], number> = {
  "account/password-reset-requested": 300,
  "account/registered": 0,
  "account/confirmation-requested": 0,
  "account/address-change-requested": 0,
  "account/password-changed": -300,
  "account/address-changed": -300,
  "account/deletion-requested": -300,
};

/** The same as the expression that Inngest asks of each event. */
export const mailPriority =
  Object.entries(SECONDS_AHEAD)
    .filter(([, seconds]) => seconds !== 0)
    .map(([name, seconds]) => `event.name == "${name}" ? ${seconds} : `)
    .join("") + "0";
