import type { Messages } from "../en";
import account from "./account.json";
import accountActivity from "./account-activity.json";
import accountAddress from "./account-address.json";
import accountData from "./account-data.json";
import accountDelete from "./account-delete.json";
import accountForms from "./account-forms.json";
import accountPassword from "./account-password.json";
import accountSessions from "./account-sessions.json";
import botProtection from "./bot-protection.json";
import confirmIdentity from "./confirm-identity.json";
import device from "./device.json";
import emails from "./emails.json";
import errors from "./errors.json";
import form from "./form.json";
import frame from "./frame.json";
import globalError from "./global-error.json";
import home from "./home.json";
import limits from "./limits.json";
import passwordAdvice from "./password-advice.json";
import register from "./register.json";

const messages: Messages = {
  account,
  accountActivity,
  accountAddress,
  accountData,
  accountDelete,
  accountForms,
  accountPassword,
  accountSessions,
  botProtection,
  confirmIdentity,
  device,
  emails,
  errors,
  form,
  frame,
  globalError,
  home,
  limits,
  passwordAdvice,
  register,
};

export default messages;
