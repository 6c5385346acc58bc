import account from "./account.json";
import accountActivity from "./account-activity.json";
import accountAddress from "./account-address.json";
import accountData from "./account-data.json";
import accountDelete from "./account-delete.json";
import accountDeleted from "./account-deleted.json";
import accountForms from "./account-forms.json";
import accountPassword from "./account-password.json";
import accountSecurity from "./account-security.json";
import accountSessions from "./account-sessions.json";
import botProtection from "./bot-protection.json";
import confirm from "./confirm.json";
import confirmAddress from "./confirm-address.json";
import confirmAddressForm from "./confirm-address-form.json";
import confirmForm from "./confirm-form.json";
import confirmIdentity from "./confirm-identity.json";
import deadLinks from "./dead-links.json";
import device from "./device.json";
import emailStatus from "./email-status.json";
import emails from "./emails.json";
import errors from "./errors.json";
import forgotPassword from "./forgot-password.json";
import form from "./form.json";
import frame from "./frame.json";
import globalError from "./global-error.json";
import home from "./home.json";
import limits from "./limits.json";
import notMe from "./not-me.json";
import passkeyForm from "./passkey-form.json";
import passkeyOffer from "./passkey-offer.json";
import passkeys from "./passkeys.json";
import passwordAdvice from "./password-advice.json";
import register from "./register.json";
import resendForm from "./resend-form.json";
import resetPassword from "./reset-password.json";
import resetPasswordForm from "./reset-password-form.json";
import secondFactor from "./second-factor.json";
import secondFactorForm from "./second-factor-form.json";
import securityForms from "./security-forms.json";
import signIn from "./sign-in.json";
import signInForm from "./sign-in-form.json";
import textMessage from "./text-message.json";
import undo from "./undo.json";
import waiting from "./waiting.json";
import waitingForm from "./waiting-form.json";

/** The texts of pages and emails, by namespace. English is the original. */
const messages = {
  account,
  accountActivity,
  accountAddress,
  accountData,
  accountDelete,
  accountDeleted,
  accountForms,
  accountPassword,
  accountSecurity,
  accountSessions,
  botProtection,
  confirm,
  confirmAddress,
  confirmAddressForm,
  confirmForm,
  confirmIdentity,
  deadLinks,
  device,
  emails,
  emailStatus,
  errors,
  forgotPassword,
  form,
  frame,
  globalError,
  home,
  limits,
  notMe,
  passkeyForm,
  passkeyOffer,
  passkeys,
  passwordAdvice,
  register,
  resendForm,
  resetPassword,
  resetPasswordForm,
  secondFactor,
  secondFactorForm,
  securityForms,
  signIn,
  signInForm,
  textMessage,
  undo,
  waiting,
  waitingForm,
};

export type Messages = typeof messages;

export default messages;
