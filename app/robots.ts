import type { MetadataRoute } from "next";
import { paths } from "@/lib/paths";

/** What a preview of a link or a search result shows beside the text. */
const pictures = [
  "/favicon.ico",
  "/icon.svg",
  "/apple-icon.png",
  "/opengraph-image.png",
  "/_next/",
];

/**
 * /robots.txt: search engines find the pages that anybody may read, and no link of an email.
 * next.config.ts keeps the others out of an index by a header, too.
 */
export default function robots(): MetadataRoute.Robots {
  const open = [paths.home, paths.register, paths.signIn].map((path) => `${path}$`);
  return { rules: { userAgent: "*", allow: [...open, ...pictures], disallow: "/" } };
}
