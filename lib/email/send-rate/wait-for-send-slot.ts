import "server-only";
import { SendError } from "../failures";
import { reserveSendSlots } from "./reserve-send-slots";
import { slotQueue } from "./slot-queue";

const TOO_MANY = "More mails wait than may go soon at the rate of SES_MAX_SEND_RATE";
const QUOTA_SPENT = "By our own count, the provider's quota for 24 hours is spent";

/**
 * Waits until an email may go, a few seconds at most. A process that is always late sends all
 * the same.
 *
 * @throws SendError "throttled" when too many wait before it, "quota_used_up" when the
 *   provider takes no more within 24 hours
 */
export const waitForSendSlot = slotQueue("send slots", reserveSendSlots, ({ isQuotaSpent }) =>
  isQuotaSpent
    ? new SendError("quota_used_up", new Error(QUOTA_SPENT))
    : new SendError("throttled", new Error(TOO_MANY)),
);
