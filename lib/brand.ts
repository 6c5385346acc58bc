type Brand = {
  name: string;
  /** Where people get help. Null shows nothing. */
  supportEmail: string | null;
  privacyUrl: string | null;
  termsUrl: string | null;
};

/** What a team changes to make the product its own. Texts in messages/ say `{brand}`. */
export const brand: Brand = {
  name: "Latchkey",
  supportEmail: null,
  privacyUrl: null,
  termsUrl: null,
};
