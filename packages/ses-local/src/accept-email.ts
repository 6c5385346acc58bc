import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Context } from "./context";
import { fateOf } from "./fate";
import { ANSWER_FAULTS, FATE_FAULTS, LOST_ANSWER_FAULTS } from "./fault";
import { type MailRequest, readMailRequest } from "./mail-request";
import { refusalXml } from "./query-xml";
import { type Refusal, refusals } from "./refusal";
import { reply } from "./reply";
import { sentMail } from "./sent-mail";

/** How a request ends before the email was taken: in words, or without any. */
type Trouble = Refusal | "silence" | "hang_up" | undefined;

/** Answers `SendRawEmail` or `SendEmail` as SES would, or as a fault wants it. */
export async function acceptEmail(
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
  parameters: URLSearchParams,
): Promise<void> {
  const { stats, emulator, faults } = context;
  const mail = readMailRequest(parameters);
  stats.countRequest();
  const trouble = await troubleWith(context, mail);
  if (trouble === "silence" || trouble === "hang_up") {
    stats.count("unanswered");
    if (trouble === "hang_up") response.destroy();
    return;
  }
  if (trouble) {
    stats.count(trouble.code === "Throttling" ? "throttled" : "refused");
    reply(response, refusalXml(trouble));
    return;
  }
  const answer = await emulator.take(request, response, parameters);
  stats.count(answer.messageId === undefined ? "refused" : "accepted");
  if (answer.messageId !== undefined) settle(context, answer.messageId, mail);
  const lost = answer.messageId && faults.meet(LOST_ANSWER_FAULTS, mail.recipients);
  if (!lost) return answer.send();
  stats.count("unanswered");
  if (lost.fault === "hang_up_after") response.destroy();
}

/** An email that was slowed down can meet another fault as well. */
async function troubleWith({ faults, account }: Context, mail: MailRequest): Promise<Trouble> {
  const [slow, ...others] = ANSWER_FAULTS;
  const brake = faults.meet([slow], mail.recipients);
  if (brake) await wait(brake.ms);
  const met = faults.meet(others, mail.recipients);
  if (!met) return account.admit(mail);
  switch (met.fault) {
    case "throttle":
      return refusals.throttled;
    case "daily_quota":
      return refusals.quotaUsedUp;
    case "unavailable":
      return refusals.unavailable;
    case "rejected":
      return refusals.rejected;
    case "silence_before":
      return "silence";
    case "hang_up_before":
      return "hang_up";
  }
}

/** Lets happen to an email that was taken what happens to emails; its first recipient decides. */
function settle(
  { account, faults, mailbox, topic }: Context,
  messageId: string,
  request: MailRequest,
): void {
  const { recipients, configurationSet } = request;
  const [address = ""] = recipients;
  const isSuppressed = account.suppression(address) !== undefined;
  const fault = isSuppressed ? undefined : faults.meet(FATE_FAULTS, recipients);
  const fate = fateOf(address, { isSuppressed, fault });
  mailbox.keep(messageId, request);
  if (fate.arrivesAfterMs !== 0) {
    const putIn = mailbox.takeOut(messageId);
    if (fate.arrivesAfterMs !== null) setTimeout(putIn, fate.arrivesAfterMs).unref();
  }
  if (fate.suppressAs && account.show().suppressedReasons.includes(fate.suppressAs))
    account.suppress(address, fate.suppressAs);
  // As at AWS: an email without a configuration set has no events.
  if (!topic || !configurationSet || faults.meet(["no_events"], recipients)) return;
  void topic.tell(sentMail(messageId, request, new Date()), fate.events, {
    areDuplicated: faults.meet(["duplicate_events"], recipients) !== undefined,
    areReordered: faults.meet(["reordered_events"], recipients) !== undefined,
  });
}
