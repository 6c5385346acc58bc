import type { LinkUse } from "@/lib/verification/links";

type News = {
  tone: "success" | "warning";
  title: string;
  text: string;
  /** The link by which it was done: it tells for which address. */
  link?: Exclude<LinkUse, "not-me-link">;
};

/** What has just been done elsewhere, by the query that led here. */
const news: Record<string, News> = {
  reset: {
    tone: "success",
    title: "Your password is changed",
    text: "You were signed out everywhere. Sign in with the new password.",
    link: "reset-link",
  },
  "address-changed": {
    tone: "success",
    title: "Your address is changed",
    text: "Sign in with the new address and the password you have.",
    link: "change-link",
  },
  changed: {
    tone: "warning",
    title: "Please sign in once more",
    text: "Something about the account changed while you were signing in. Use the password it has now.",
  },
  cookies: {
    tone: "warning",
    title: "Your browser refuses cookies",
    text: "Without them we cannot keep you signed in. Allow cookies for this site, or use another browser.",
  },
};

export function findNews(query: Record<string, unknown>): News | null {
  const name = Object.keys(news).find((each) => each in query);
  return (name !== undefined && news[name]) || null;
}
