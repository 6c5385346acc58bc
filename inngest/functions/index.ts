import { consoleFunctions } from "../operator"; // operator's console
import { applyRetention } from "./apply-retention";
import { eraseDeletedAccounts } from "./erase-accounts";
import { expireOldVerifications } from "./expire-verifications";
import { readSendQuota } from "./read-send-quota";
import { removeLostFactors } from "./remove-factors";
import { sendEmail } from "./send-email";
import { sendText } from "./send-text";
import { sweepOutbox } from "./sweep-outbox";
import { watchReputation } from "./watch-reputation";

/** Every durable function. What is not listed here never runs. */
export const functions = [
  sendEmail,
  sendText,
  sweepOutbox,
  readSendQuota,
  watchReputation,
  expireOldVerifications,
  eraseDeletedAccounts,
  removeLostFactors,
  applyRetention,
  ...consoleFunctions, // operator's console
];
