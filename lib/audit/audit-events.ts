/**
 * Everything the audit trail records, and how operators read it. The person it happened to reads
 * the texts of the same names in messages/, "accountActivity".
 */
export const auditEvents = {
  registered: "Somebody registered with your address",
  registration_cancelled: "A registration with your address was cancelled",
  confirmed: "Address confirmed",
  signed_in: "Signed in",
  sign_in_failed: "Failed try to sign in",
  signed_out: "Signed out",
  identity_confirmed: "Password entered again",
  session_ended: "A session was ended",
  other_sessions_ended: "All other sessions were ended",
  password_reset_requested: "A new password was asked for",
  password_reset: "New password chosen by mail",
  password_reset_cancelled: "A wish for a new password was cancelled",
  password_changed: "Password changed",
  password_disowned: "Password made void: “this was not me”",
  address_change_requested: "Change of address asked for",
  address_change_cancelled: "Change of address cancelled",
  address_changed: "Address changed",
  address_change_undone: "Change of address undone",
  mail_suppressed: "A kind of mail stopped for 30 days",
  data_downloaded: "Your data downloaded",
  deletion_requested: "Deletion of the account asked for",
  deletion_undone: "Deletion of the account undone",
  erased: "Account erased",
  confirmed_by_operator: "Address confirmed by whoever runs this site",
  locked: "Account locked by whoever runs this site",
  unlocked: "Account unlocked",
  signed_out_by_operator: "Signed out everywhere by whoever runs this site",
} as const;

/** What the audit trail can record. */
export type AuditEventName = keyof typeof auditEvents;
