import { type CheckedLine, rule } from "../line";
import type { Ports } from "../ports";

/** Of the day's quota. */
const NEARLY_USED_UP = 0.8;

export async function checkSesAccount({ ses, env }: Ports): Promise<CheckedLine[]> {
  const account = await ses.account();
  const { ProductionAccessEnabled, EnforcementStatus = "unknown", SendingEnabled } = account;
  const { Max24HourSend = 0, MaxSendRate = 0, SentLast24Hours = 0 } = account.SendQuota ?? {};
  const reasons = account.SuppressionAttributes?.SuppressedReasons ?? [];
  const threshold = account.SuppressionAttributes?.ValidationAttributes?.ConditionThreshold;
  const validates = threshold?.ConditionThresholdEnabled === "ENABLED";
  const engagement = account.VdmAttributes?.DashboardAttributes?.EngagementMetrics === "ENABLED";
  return [
    rule({
      name: "production access",
      isRight: ProductionAccessEnabled === true,
      found: ProductionAccessEnabled
        ? "The account may write to anybody."
        : "The account is in the sandbox: it may write only to verified addresses.",
      right: "Production access.",
      fix: "Ask for it in the SES console: Account dashboard, Request production access.",
    }),
    rule({
      name: "enforcement",
      isRight: EnforcementStatus === "HEALTHY",
      otherwise: EnforcementStatus === "PROBATION" ? "warning" : "wrong",
      found: `SES calls the account ${EnforcementStatus}.`,
      right: "HEALTHY.",
      fix: "Answer the case that AWS opened (SES console, Account dashboard), and mend what it names first.",
    }),
    rule({
      name: "sending",
      isRight: SendingEnabled === true,
      found: SendingEnabled
        ? "Sending is switched on."
        : "Sending is switched off for the account.",
      right: "Switched on.",
      fix: "aws sesv2 put-account-sending-attributes --sending-enabled",
    }),
    rule({
      name: "quota",
      isRight: Max24HourSend < 0 || SentLast24Hours < Max24HourSend * NEARLY_USED_UP,
      otherwise: SentLast24Hours < Max24HourSend ? "warning" : "wrong",
      found:
        Max24HourSend < 0
          ? "No daily quota."
          : `${SentLast24Hours} of ${Max24HourSend} emails were sent within 24 hours.`,
      right: "Less than 80% of the quota.",
      fix: "Ask for a higher quota: Service Quotas, Amazon SES, Sending quota.",
    }),
    rule({
      name: "send rate",
      isRight: env.SES_MAX_SEND_RATE <= MaxSendRate,
      otherwise: "warning",
      found: `SES_MAX_SEND_RATE is ${env.SES_MAX_SEND_RATE}, and SES takes ${MaxSendRate} emails a second.`,
      right: "SES_MAX_SEND_RATE is at most what SES takes.",
      fix: `Set SES_MAX_SEND_RATE=${Math.max(1, Math.floor(MaxSendRate))} and sync the functions.`,
    }),
    rule({
      name: "suppression list",
      isRight: reasons.includes("BOUNCE") && reasons.includes("COMPLAINT"),
      otherwise: "warning",
      found: `SES lists addresses for: ${reasons.join(", ") || "nothing"}.`,
      right: "BOUNCE and COMPLAINT: they protect the account where the app does not know yet.",
      fix: "aws sesv2 put-account-suppression-attributes --suppressed-reasons BOUNCE COMPLAINT",
    }),
    rule({
      name: "Auto Validation",
      isRight: !validates,
      otherwise: "warning",
      found: validates
        ? "SES drops emails to addresses that it guesses to be bad."
        : "SES tries every address.",
      right: "Switched off: an owner must get through, whatever SES guesses.",
      fix: "Switch it off: SES console, Suppression list, Auto Validation.",
    }),
    rule({
      name: "engagement metrics",
      isRight: !engagement,
      found: engagement
        ? "Virtual Deliverability Manager rewrites links to count clicks."
        : "Links stay as they are.",
      right: "Switched off: the links let people in, and nobody else may see them.",
      fix: "Switch off engagement tracking: SES console, Virtual Deliverability Manager, Settings.",
    }),
  ];
}
