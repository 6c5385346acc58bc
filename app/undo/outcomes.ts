import { paths } from "@/lib/paths";
import type { End } from "../_pages/end-page";

const NEW_PASSWORD = { href: paths.forgotPassword, label: "Choose a new password" };

/** What has been taken back, and what to do now. */
export const outcomes = {
  restored: {
    title: "Your account has its old address again",
    text: "Everybody was signed out and the password is void, because whoever made the change knew it. Choose a new one to get back in. If the account was to be deleted since the change, it stays.",
    ...NEW_PASSWORD,
  },
  cancelled: {
    title: "The change is cancelled",
    text: "Your account keeps its address. If it was not you who asked for the change, somebody is in your account: choose a new password, it signs everybody else out.",
    ...NEW_PASSWORD,
  },
  kept: {
    title: "Your account stays",
    text: "It will not be deleted, and you can sign in as before. If our email says that somebody gave your password and that was not you, choose a new one, by “Forgot password?” on the next page.",
    href: paths.signIn,
    label: "Sign in",
  },
  taken: {
    title: "Nothing was changed",
    text: "Since the change, this address was confirmed for another account, so yours cannot have it back. It still has its new address: sign in with that one.",
    href: paths.signIn,
    label: "Sign in",
  },
} satisfies Record<string, End>;
