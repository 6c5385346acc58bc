/** Everything an operator can do, as the trail of their actions tells it. */
export const operatorActions = {
  mail_replayed: "Sent a mail that had failed once more",
  mails_replayed: "Sent all failed mails of a kind once more",
  mail_resent: "Sent the mail of a registration once more",
  suppression_lifted: "Let mails to an address through again",
  address_suppressed: "Stopped mails to an address",
  sessions_ended: "Signed a user out everywhere",
  confirmed_by_hand: "Confirmed an address by hand",
  user_locked: "Locked an account",
  user_unlocked: "Unlocked an account",
  user_deleted: "Closed an account, to be erased in a week",
  list_exported: "Took a list away as a file",
  role_granted: "Made somebody an operator",
  role_withdrawn: "Took the role of operator from somebody",
} as const;

/** What an operator can do. */
export type OperatorActionName = keyof typeof operatorActions;
