import "server-only";
import { redirect } from "next/navigation";
import { type LinkPage, readLinkToken, newestLinkToken } from "@/lib/session/link-cookie";
import { paths } from "@/lib/paths";
import type { Subject } from "../_forms/form-action";

/** Where each page of a link is. */
const pathOf: Record<LinkPage, string> = {
  confirm: paths.confirm,
  "reset-password": paths.resetPassword,
  "confirm-address": paths.confirmAddress,
  undo: paths.undo,
  "not-me": paths.notMe,
};

/** In a page's address: the link that it is about. Without it, a page is about the newest. */
const LINK = "link";

type Query = Record<string, string | string[] | undefined>;

/** The address of the page of one link, whichever others were opened in this browser. */
export function linkHref(page: LinkPage, id: string, more = ""): string {
  return `${pathOf[page]}?${more && `${more}&`}${LINK}=${id}`;
}

/** Leads back to the page of a link; by its plain address while that shows this very link. */
export async function leadToLink(page: LinkPage, token: string, id: string, more = "") {
  if ((await newestLinkToken(page)) !== token) return redirect(linkHref(page, id, more));
  return redirect(more ? `${pathOf[page]}?${more}` : pathOf[page]);
}

/**
 * The link that a page is about: the one its address names, else the newest. "other" when
 * this browser does not hold the one that is named.
 */
export async function shownLink(
  page: LinkPage,
  query: Query,
): Promise<{ token: string } | "missing" | "other"> {
  const named = query[LINK];
  if (named === undefined) {
    const token = await newestLinkToken(page);
    return token === null ? "missing" : { token };
  }
  const token = typeof named === "string" ? await readLinkToken(page, named) : null;
  return token === null ? "other" : { token };
}

/** A link that a form is about: its id and its token, which this browser holds. */
export type HeldLink = { id: string; token: string };

/** Finds the link that a form's page showed among those that this browser holds. */
export function linkShown(page: LinkPage): Subject<HeldLink> {
  return async (about) => {
    const token = about && (await readLinkToken(page, about));
    // An id that this browser does not hold leads to the page that says so.
    return token
      ? { id: about, token }
      : redirect(linkHref(page, encodeURIComponent(about ?? "none")));
  };
}
