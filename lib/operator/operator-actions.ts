/** What an operator can do, as the trail of their actions names it. */
export type OperatorActionName = "mail_replayed" | "suppression_lifted";
