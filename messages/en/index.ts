import accountDeleted from "./account-deleted.json";
import botProtection from "./bot-protection.json";
import confirm from "./confirm.json";
import confirmAddress from "./confirm-address.json";
import confirmAddressForm from "./confirm-address-form.json";
import confirmForm from "./confirm-form.json";
import deadLinks from "./dead-links.json";
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
import passwordAdvice from "./password-advice.json";
import register from "./register.json";
import resetPassword from "./reset-password.json";
import resetPasswordForm from "./reset-password-form.json";
import signIn from "./sign-in.json";
import signInForm from "./sign-in-form.json";
import undo from "./undo.json";
import waiting from "./waiting.json";
import waitingForm from "./waiting-form.json";

/** The texts of pages and emails, by namespace. English is the original. */
const messages = {
  accountDeleted,
  botProtection,
  confirm,
  confirmAddress,
  confirmAddressForm,
  confirmForm,
  deadLinks,
  emailStatus,
  emails,
  errors,
  forgotPassword,
  form,
  frame,
  globalError,
  home,
  limits,
  notMe,
  passwordAdvice,
  register,
  resetPassword,
  resetPasswordForm,
  signIn,
  signInForm,
  undo,
  waiting,
  waitingForm,
};

export type Messages = typeof messages;

export default messages;
