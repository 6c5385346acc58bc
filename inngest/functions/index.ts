import { applyRetention } from "./apply-retention";
import { countFigures } from "./count-figures";
import { eraseDeletedAccounts } from "./erase-accounts";
import { expireOldVerifications } from "./expire-verifications";
import { readSendQuota } from "./read-send-quota";
import { replayEmails } from "./replay-emails";
import { sendEmail } from "./send-email";
import { sweepOutbox } from "./sweep-outbox";
import { watchReputation } from "./watch-reputation";

/** Every durable function. What is not listed here never runs. */
export const functions = [
  sendEmail,
  replayEmails,
  sweepOutbox,
  readSendQuota,
  watchReputation,
  countFigures,
  expireOldVerifications,
  eraseDeletedAccounts,
  applyRetention,
];
