/** Every address a link or a redirect may name. */
export const paths = {
  home: "/",
  register: "/register",
  checkYourEmail: "/check-your-email",
  confirm: "/confirm",
  notMe: "/not-me",
  signIn: "/sign-in",
  account: "/account",
} as const;
