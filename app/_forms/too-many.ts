import "server-only";
import type { Limited } from "@/lib/rate-limit/consume";
import type { LimitName } from "@/lib/rate-limit/limits";
import { respondTooManyRequests } from "@/lib/next-internals/respond-too-many-requests";
import { inWords } from "./in-words";

/** What was too much, and why there is a limit. When to try again is added. */
const SENTENCES: Record<LimitName, string> = {
  registrations_from_ip:
    "Too many accounts were created from your network, and we limit that to keep programs out.",
  registrations_from_ip_per_day:
    "Many accounts were created from your network today, and we limit that to keep programs out.",
  passwords_from_ip:
    "Too many passwords were entered from your network, and we limit that because each takes our server a while.",
  mails_to_address_per_hour:
    "This address was sent several mails within the hour, and we do not fill anybody’s mailbox.",
  mails_to_address_per_day:
    "This address was sent many mails today, and we do not fill anybody’s mailbox.",
  mails_to_tagged_per_hour:
    "This mailbox was sent several mails within the hour, and we do not fill anybody’s mailbox.",
  mails_to_tagged_per_day:
    "This mailbox was sent many mails today, and we do not fill anybody’s mailbox.",
  reprobes_of_address:
    "Mails to this address came back, and we try such an address anew once a day. Please check that it is right.",
  resends_from_ip:
    "Too many mails were asked for from your network, and we limit that to keep programs out.",
  recoveries_from_ip:
    "Too many passwords were asked for from your network, and we limit that to keep programs out.",
  sign_ins_from_ip:
    "Too many people tried to sign in from your network, and we limit that so that nobody can guess passwords.",
  sign_ins_in_known_browser:
    "You signed in very often within a few minutes, and we limit that because each time takes our server a while.",
  codes_from_ip:
    "Too many codes were entered from your network, and we limit that so that nobody can guess them.",
  passwords_for_link:
    "Too many passwords were entered for this link, and we limit that so that nobody can guess yours.",
  passwords_in_session:
    "Your password was entered too often, and we limit that so that nobody can guess it.",
  address_changes:
    "You changed your address several times today, and each change sends mails to two mailboxes.",
  data_downloads: "You downloaded your data several times within the hour, and each takes a while.",
  registrations_on_site:
    "Unusually many people are registering, and we send only so many mails at a time.",
  registrations_while_braked:
    "Many mails to new addresses come back to us right now, so we let only a few people register at a time.",
  other_mails_on_site:
    "Unusually many emails are being asked for, and we send only so many at a time.",
  other_mails_while_braked:
    "Many emails to new addresses come back to us right now, so we send only a few at a time.",
  // Never answered: it is counted when the email is sent.
  no_account_mails_on_site:
    "Unusually many emails are being asked for, and we send only so many at a time.",
};

/**
 * The refusal of whoever is over a limit: the answer says 429 and Retry-After, the form why
 * and for how long. Use it as what an action returns: `return tooMany(result)`.
 */
export async function tooMany({ limit, retryAt }: Limited): Promise<{ refusal: string }> {
  await respondTooManyRequests(retryAt);
  const wait = inWords(retryAt.getTime() - Date.now());
  return { refusal: `${SENTENCES[limit]} Please try again in ${wait}.` };
}
