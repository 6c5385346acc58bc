type Brand = {
  name: string;
  /** Where people get help. Null shows nothing. */
  supportEmail: string | null;
  /** Where researchers report a weakness (security.txt). Null names `supportEmail`. */
  securityEmail: string | null;
  privacyUrl: string | null;
  termsUrl: string | null;
  /** For what surrounds a page: the browser's bar, the icons. app/globals.css has the palette. */
  colors: { paper: { light: string; dark: string }; accent: string; brass: string };
};

/** What a team changes to make the product its own. Texts in messages/ say `{brand}`. */
export const brand: Brand = {
  name: "Latchkey",
  supportEmail: null,
  securityEmail: null,
  privacyUrl: null,
  termsUrl: null,
  colors: { paper: { light: "#f4f6f7", dark: "#0e1417" }, accent: "#14566b", brass: "#f0c870" },
};
