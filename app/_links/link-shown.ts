import "server-only";
import { redirect } from "next/navigation";
import { readLinkToken, newestLinkToken } from "@/lib/session/link-cookie";
import { LINKS, type LinkUse } from "@/lib/verification/links";
import type { Subject } from "../_forms/form-action";

/** In a page's address: the link that it is about. Without it, a page is about the newest. */
const LINK = "link";

type Query = Record<string, string | string[] | undefined>;

/** The address of the page of one link, whichever others were opened in this browser. */
export function linkHref(use: LinkUse, id: string, more = ""): string {
  return `${LINKS[use].path}?${more && `${more}&`}${LINK}=${id}`;
}

/** Leads back to the page of a link; by its plain address while that shows this very link. */
export async function redirectToLink(use: LinkUse, token: string, id: string, more = "") {
  if ((await newestLinkToken(use)) !== token) return redirect(linkHref(use, id, more));
  return redirect(more ? `${LINKS[use].path}?${more}` : LINKS[use].path);
}

/**
 * The link that a page is about: the one its address names, else the newest. "other" when
 * this browser does not hold the one that is named.
 */
export async function shownLink(
  use: LinkUse,
  query: Query,
): Promise<{ token: string } | "missing" | "other"> {
  const named = query[LINK];
  if (named === undefined) {
    const token = await newestLinkToken(use);
    return token === null ? "missing" : { token };
  }
  const token = typeof named === "string" ? await readLinkToken(use, named) : null;
  return token === null ? "other" : { token };
}

/** A link that a form is about: its id and its token, which this browser holds. */
export type HeldLink = { id: string; token: string };

/** Finds the link that a form's page showed among those that this browser holds. */
export function linkShown(use: LinkUse): Subject<HeldLink> {
  return async (about) => {
    const token = about && (await readLinkToken(use, about));
    // An id that this browser does not hold leads to the page that says so.
    return token
      ? { id: about, token }
      : redirect(linkHref(use, encodeURIComponent(about ?? "none")));
  };
}
