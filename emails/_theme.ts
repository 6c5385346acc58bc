/** Colours of the emails by role: the same palette as the pages. */
export const light = {
  paper: "#f4f6f7",
  surface: "#ffffff",
  sunken: "#ebeff1",
  line: "#dce2e5",
  ink: "#131d22",
  inkSoft: "#52606a",
  accent: "#14566b",
  onAccent: "#ffffff",
  brass: "#b07d1e",
};

const dark: typeof light = {
  paper: "#0e1417",
  surface: "#151d21",
  sunken: "#202b31",
  line: "#27333a",
  ink: "#e7edef",
  inkSoft: "#a2b0b7",
  accent: "#7fc6dc",
  onAccent: "#06222b",
  brass: "#dcae55",
};

export const fontFamily =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/**
 * Light colours are inline, because many clients read nothing else; the dark ones
 * have to outrank them, hence `!important`. Clients that know neither keep the light
 * email or invert it themselves, for which no colour here is pure black on white text.
 */
export const styleSheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
.paper { background-color: ${light.paper}; }
@media (max-width: 480px) {
  .sheet-inside { padding: 28px 20px !important; }
}
@media (prefers-color-scheme: dark) {
  .paper { background-color: ${dark.paper} !important; }
  .sheet { background-color: ${dark.surface} !important; border-color: ${dark.line} !important; }
  .sunken { background-color: ${dark.sunken} !important; }
  .line { border-color: ${dark.line} !important; }
  .ink { color: ${dark.ink} !important; }
  .ink-soft { color: ${dark.inkSoft} !important; }
  .accent { color: ${dark.accent} !important; }
  .brass { border-color: ${dark.brass} !important; }
  .button { background-color: ${dark.accent} !important; color: ${dark.onAccent} !important; }
}
`;
