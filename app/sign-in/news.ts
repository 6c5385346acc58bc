import type { LinkUse } from "@/lib/verification/links";
import type { Messages } from "@/messages/en";

type Text = keyof Messages["signIn"];

export type NewsLink = Exclude<LinkUse, "not-me-link">;

type News = {
  tone: "success" | "warning";
  /** The keys of its texts. */
  title: Text;
  text: Text;
  /** The link by which it was done: it tells for which address. */
  link?: NewsLink;
};

/** What has just been done elsewhere, by the query that led here. */
const news: Record<string, News> = {
  reset: { tone: "success", title: "resetTitle", text: "resetText", link: "reset-link" },
  "address-changed": {
    tone: "success",
    title: "addressChangedTitle",
    text: "addressChangedText",
    link: "change-link",
  },
  over: { tone: "warning", title: "overTitle", text: "overText" },
  changed: { tone: "warning", title: "changedTitle", text: "changedText" },
  cookies: { tone: "warning", title: "cookiesTitle", text: "cookiesText" },
};

export function findNews(query: Record<string, unknown>): News | null {
  return Object.entries(news).find(([name]) => name in query)?.[1] ?? null;
}
