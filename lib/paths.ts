/** Every address a link or a redirect may name. */
export const paths = {
  home: "/",
  register: "/register",
  checkYourEmail: "/check-your-email",
  confirm: "/confirm",
  notMe: "/not-me",
  signIn: "/sign-in",
  /** Asks for the second factor of a sign-in whose password was right. */
  secondFactor: "/sign-in/second-factor",
  forgotPassword: "/forgot-password",
  /** Says why a form was passed to no page. */
  refused: "/refused",
  resetPassword: "/reset-password",
  confirmAddress: "/confirm-address",
  undo: "/undo",
  account: "/account",
  accountAddress: "/account/address",
  accountPassword: "/account/password",
  accountSecurity: "/account/security",
  accountSecurityApp: "/account/security/app",
  accountSecurityPasskeys: "/account/security/passkeys",
  accountSecurityPhone: "/account/security/phone",
  accountSecurityCodes: "/account/security/recovery-codes",
  accountSessions: "/account/sessions",
  accountActivity: "/account/activity",
  accountData: "/account/data",
  /** The same, after the password was entered for a download. */
  accountDataConfirmed: "/account/data?confirmed",
  accountDelete: "/account/delete",
  /** Where somebody ends up who asked for their account to be deleted. */
  accountDeleted: "/account-deleted",
  /** The file with everything that is held about somebody. */
  dataDownload: "/account/data/download",
  /** Asks for the password again before a privileged page. */
  confirmIdentity: "/account/confirm-identity",
  operator: "/operator",
  operatorDoctor: "/operator/doctor",
  operatorUsers: "/operator/users",
  operatorRegistrations: "/operator/registrations",
  operatorDeliveries: "/operator/deliveries",
  operatorFailed: "/operator/failed",
  operatorSuppressions: "/operator/suppressions",
  operatorAudit: "/operator/audit",
  /** What operators did. */
  operatorAuditActions: "/operator/audit/actions",
  /** Followed by a user's id: everything that happened to one person. */
  operatorPeople: "/operator/people",
  /** Finds a person by whatever is known of them. */
  operatorSearch: "/operator/search",
} as const;
