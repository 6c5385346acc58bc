/**
 * Everything the audit trail records, and how operators read it. The person it happened to reads
 * the texts of the same names in messages/, "accountActivity".
 */
export const auditEvents = {
  registered: "Signed up with this address",
  registration_cancelled: "Sign-up cancelled",
  confirmed: "Email confirmed",
  signed_in: "Signed in",
  sign_in_failed: "Sign-in failed",
  signed_out: "Signed out",
  identity_confirmed: "Password entered again",
  session_ended: "Session ended",
  other_sessions_ended: "Other sessions ended",
  password_reset_requested: "Password reset requested",
  password_reset: "Password reset",
  password_reset_cancelled: "Password reset cancelled",
  password_changed: "Password changed",
  password_disowned: "Password disabled: “This wasn’t me”",
  app_added: "Authenticator app added",
  app_removed: "Authenticator app removed",
  passkey_added: "Passkey added",
  passkey_removed: "Passkey removed",
  passkey_clone_suspected: "Passkey refused: it may have been copied",
  phone_added: "Phone added",
  phone_removed: "Phone removed",
  recovery_codes_renewed: "New recovery codes made",
  recovery_code_used: "Recovery code used",
  second_factor_failed: "Wrong code at the second step",
  second_factor_locked: "Second step locked after wrong codes",
  browsers_distrusted: "Second step asked for again in all browsers",
  address_change_requested: "Email change requested",
  address_change_cancelled: "Email change cancelled",
  address_changed: "Email changed",
  address_change_undone: "Email change undone",
  mail_suppressed: "Emails of one kind stopped for 30 days",
  data_downloaded: "Data downloaded",
  deletion_requested: "Deletion requested",
  deletion_undone: "Deletion undone",
  erased: "Account deleted",
  confirmed_by_operator: "Email confirmed by an operator",
  locked: "Account locked by an operator",
  unlocked: "Account unlocked",
  signed_out_by_operator: "Signed out everywhere by an operator",
} as const;

/** What the audit trail can record. */
export type AuditEventName = keyof typeof auditEvents;
