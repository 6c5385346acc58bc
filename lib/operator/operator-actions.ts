/** Everything an operator can do, as the trail of their actions tells it. */
export const operatorActions = {
  mail_replayed: "Sent a mail that had failed once more",
  suppression_lifted: "Let mails to an address through again",
} as const;

/** What an operator can do. */
export type OperatorActionName = keyof typeof operatorActions;
