import { paths } from "@/lib/paths";
import type { LinkUse } from "@/lib/verification/links";
import type { End } from "../_pages/end-page";

type Step = Pick<End, "href" | "label">;

const REGISTER: Step = { href: paths.register, label: "Register" };
const SIGN_IN: Step = { href: paths.signIn, label: "Sign in" };
const FORGOT: Step = { href: paths.forgotPassword, label: "Ask for a new mail" };
const NEW_PASSWORD: Step = { href: paths.forgotPassword, label: "Choose a new password" };
const ADDRESS: Step = { href: paths.accountAddress, label: "Go to your address" };
const START: Step = { href: paths.home, label: "Go to the start" };

/** What may be wrong with a link whichever page it is for. */
function broken(step: Step) {
  return {
    tampered: {
      title: "This link is damaged",
      text: "Some of it is missing or changed. Open it from the mail itself, or copy the whole of it.",
      ...step,
    },
    foreign: {
      title: "This link is for something else",
      text: "It is a real link, but not one for this page. Look for the button in the mail.",
      ...step,
    },
    unknown: {
      title: "We do not know this link",
      text: "What it belonged to is gone. A while after links have ended we forget them.",
      ...step,
    },
    other: {
      title: "This page was about another link",
      text: "This browser does not hold it any more. Open the link in your mail again. Nothing was changed.",
      ...step,
    },
    missing: {
      title: "Open the link in your email",
      text: "This page works for half an hour after a link was opened. Please open it once more. If you have just done so, your browser refuses cookies: allow them for this site, or use another browser.",
      ...step,
    },
  };
}

/** What a link that does nothing (any more) says on its page, and the step that helps. */
export const deadLinks = {
  "confirm-link": {
    ...broken(REGISTER),
    used: {
      title: "Already confirmed",
      text: "This link has done its work: the address is confirmed.",
      href: paths.account,
      label: "Go to your account",
    },
    void: {
      title: "This link is no longer needed",
      text: "The registration it belongs to was cancelled or its address corrected, or the address was confirmed by another mail since.",
      ...SIGN_IN,
    },
    expired: {
      title: "This link has expired",
      text: "Links work for 24 hours. You can have a new mail at once.",
      ...REGISTER,
    },
  },
  "reset-link": {
    ...broken(FORGOT),
    used: {
      title: "This link was used already",
      text: "A new password was chosen with it. Sign in with that password; if you do not know it, ask for another mail there.",
      ...SIGN_IN,
    },
    void: {
      title: "This link no longer works",
      text: "The request was cancelled, or the password or the address has changed since. If you still need a new password, ask for another mail.",
      ...FORGOT,
    },
    expired: {
      title: "This link has expired",
      text: "Links for a new password work for one hour. You can have a new mail at once.",
      ...FORGOT,
    },
  },
  "change-link": {
    ...broken(ADDRESS),
    used: {
      title: "Already done",
      text: "This link has done its work: the account has the new address. Sign in with it.",
      ...SIGN_IN,
    },
    void: {
      title: "This link no longer works",
      text: "The change was withdrawn or replaced by another one, or the address has an account of its own. Your account keeps the address it has.",
      ...ADDRESS,
    },
    expired: {
      title: "This link has expired",
      text: "Links work for 24 hours. Ask for the change again, and you get a new mail.",
      ...ADDRESS,
    },
  },
  "undo-link": {
    ...broken(START),
    used: {
      title: "This link was used already",
      text: "It works once. If you cannot sign in, choose a new password.",
      ...NEW_PASSWORD,
    },
    void: {
      title: "Nothing left to undo",
      text: "The change was withdrawn, or has been undone by an earlier mail, or this address has an account of its own by now. If somebody else may know your password, choose a new one.",
      ...NEW_PASSWORD,
    },
    expired: {
      title: "This link has expired",
      text: "What was done can be undone for seven days, and these are over.",
      ...START,
    },
  },
  "not-me-link": broken(START),
} satisfies Record<LinkUse, Record<string, End>>;
