// What email clients show of an email: https://www.caniemail.com, by the package of that name.
import { caniemail, type CanIEmailOptions } from "caniemail";
import type { Rule } from "./email-under-check";

const CLIENTS: CanIEmailOptions["clients"] = ["gmail.*", "outlook.*", "apple-mail.*"];

const OURS_IN_DARK = "a client without it shows the light email, or darkens it by itself";
const OF_PREVIEW = "hides react-email's preview text; display:none or the font size does so too";
const ROUND = "a client without it shows square corners";

/**
 * What one of the clients does not support, by its title in caniemail, and why the email is as
 * good without it. What is not here is a problem.
 */
export const DEGRADES: Record<string, string> = {
  "color-scheme CSS property": OURS_IN_DARK,
  "color-scheme meta tag": OURS_IN_DARK,
  "@media": "the dark colours and the narrow margins: the inline styles stand without them",
  "<style> element": "it has the dark colours and the narrow margins alone",
  "Class selector": "of the style element, which the same clients leave out",
  "display:none": OF_PREVIEW,
  opacity: OF_PREVIEW,
  overflow: OF_PREVIEW,
  "max-height property": OF_PREVIEW,
  "border-radius": ROUND,
  "<body> element": "react-email gives its styles to a table cell as well",
  "<bdi> element": "its text is shown, and only foreign letters could change their order",
  "word-break": "the bare link below the button may be wider than the window; it works",
  "text-decoration-line": "of the button, where text-decoration says the same",
  "user-select": "one click selects the code where it is known, a double click everywhere",
  "system-ui, ui-serif, ui-sans-serif, ui-rounded, ui-monospace": "other fonts follow it",
  "target attribute": "clients open links in a window of their choice",
  "role attribute": "it says that tables are for looks; Windows Mail's reader counts cells",
};

/** The titles of what a client does not support, each with the clients. Partly supported is well. */
export function unsupported(html: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [client, issues] of caniemail({ clients: CLIENTS, html }).issues.errors)
    for (const title of new Set(issues.map((issue) => issue.title)))
      found.set(title, [...(found.get(title) ?? []), client]);
  return found;
}

export const isShownByAllClients: Rule = ({ html }) =>
  [...(html ? unsupported(html) : [])]
    .filter(([title]) => !(title in DEGRADES))
    .map(([title, clients]) => `uses ${title}, which is not supported by ${clients.join(", ")}`);
