import botProtection from "./bot-protection.json";
import confirm from "./confirm.json";
import confirmForm from "./confirm-form.json";
import emailStatus from "./email-status.json";
import errors from "./errors.json";
import form from "./form.json";
import frame from "./frame.json";
import globalError from "./global-error.json";
import home from "./home.json";
import limits from "./limits.json";
import passwordAdvice from "./password-advice.json";
import register from "./register.json";
import waiting from "./waiting.json";
import waitingForm from "./waiting-form.json";

/** The texts of pages and emails, by namespace. English is the original. */
const messages = {
  botProtection,
  confirm,
  confirmForm,
  emailStatus,
  errors,
  form,
  frame,
  globalError,
  home,
  limits,
  passwordAdvice,
  register,
  waiting,
  waitingForm,
};

export type Messages = typeof messages;

export default messages;
