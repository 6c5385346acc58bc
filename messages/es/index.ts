import type { Messages } from "../en";
import botProtection from "./bot-protection.json";
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
  botProtection,
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
