import { paths } from "@/lib/paths";
import type { End } from "../_pages/end-page";

const REGISTER = { href: paths.register, label: "Register" };
const SIGN_IN = { href: paths.signIn, label: "Sign in" };

/** What a link that does nothing (any more) says, and the step that helps. */
export const deadLinks = {
  used: {
    title: "Already confirmed",
    text: "This link has done its work: the address is confirmed.",
    href: paths.account,
    label: "Go to your account",
  },
  void: {
    title: "This link is no longer needed",
    text: "The registration it belongs to was cancelled, or the address was confirmed by another mail since.",
    ...SIGN_IN,
  },
  expired: {
    title: "This link has expired",
    text: "Links work for 24 hours. You can have a new mail at once.",
    ...REGISTER,
  },
  tampered: {
    title: "This link is damaged",
    text: "Some of it is missing or changed. Open it from the mail itself, or copy the whole of it.",
    ...REGISTER,
  },
  foreign: {
    title: "This link is for something else",
    text: "It is a real link, but not one that confirms an address here. Look for the button in the mail.",
    ...REGISTER,
  },
  unknown: {
    title: "We do not know this link",
    text: "The registration it belonged to is gone. Registrations that are not confirmed are forgotten after a while.",
    ...REGISTER,
  },
  missing: {
    title: "Open the link in your mail",
    text: "This page works for half an hour after a link was opened. Please open it once more.",
    ...REGISTER,
  },
} satisfies Record<string, End>;
