import { expireOldVerifications } from "./expire-verifications";
import { sendConfirmationEmail } from "./send-confirmation-email";
import { sweepOutbox } from "./sweep-outbox";

/** Every durable function. What is not listed here never runs. */
export const functions = [sendConfirmationEmail, sweepOutbox, expireOldVerifications];
