import type { EmailSubject } from "@/lib/account/inspect-report-link";
import { paths } from "@/lib/paths";
import type { End } from "../_pages/end-page";

/** What the page says about one kind of email. */
type Subject = {
  /** Ends "We wrote to … on …, because". */
  because: string;
  /** What the button does. */
  offer: string;
  button: string;
  done: { title: string; text: string };
  /** What it says when there is nothing left to cancel. */
  tooLate: End;
};

const CANCEL = "This was not me: cancel";
const NEW_PASSWORD = { href: paths.forgotPassword, label: "Choose a new password" };

export const subjects: Record<EmailSubject, Subject> = {
  registration: {
    because: "somebody entered this address to create an account",
    offer:
      "Cancel the registration, and neither its link nor its code will ever work. An account that you have already stays as it is.",
    button: CANCEL,
    done: {
      title: "The registration is cancelled",
      text: "Its link and its code no longer work. You need not do anything else.",
    },
    tooLate: {
      title: "Already confirmed",
      text: "This registration was confirmed and is an account now, so it cannot be cancelled any more. If that was not you, choose a new password: it signs everybody else out.",
      ...NEW_PASSWORD,
    },
  },
  recovery: {
    because: "somebody asked for a new password with this address",
    offer:
      "Cancel the request, and neither its link nor its code will ever work. The password stays as it is.",
    button: CANCEL,
    done: {
      title: "The request is cancelled",
      text: "Its link and its code no longer work. The password stays as it is.",
    },
    tooLate: {
      title: "A new password was already chosen",
      text: "It was chosen with this very mail, so there is nothing left to cancel. If that was not you, choose another one: it signs everybody else out.",
      ...NEW_PASSWORD,
    },
  },
  address_change: {
    because: "somebody entered this address as the new one of their account",
    offer: "Cancel the request, and no account gets this address by it.",
    button: CANCEL,
    done: {
      title: "The request is cancelled",
      text: "Its link no longer works. You need not do anything else.",
    },
    tooLate: {
      title: "Already confirmed",
      text: "Somebody confirmed this address, and their account uses it now. If that was not you, choose a new password for it: it signs everybody else out.",
      ...NEW_PASSWORD,
    },
  },
  password: {
    because: "the password of your account was changed",
    offer:
      "Lock the account, and the new password becomes void and everybody is signed out. Only a mail to this address leads back in: with it you choose a password of your own.",
    button: "This was not me: lock my account",
    done: {
      title: "Your account is locked",
      text: "The password is void and everybody was signed out. Choose a new password to get back in.",
    },
    tooLate: {
      title: "There is nothing left to lock",
      text: "The password or the address was changed again since, or this mail is older than a week. If somebody else may know your password, choose a new one: it signs everybody else out.",
      ...NEW_PASSWORD,
    },
  },
};
