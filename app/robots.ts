import type { MetadataRoute } from "next";
import { paths } from "@/lib/paths";

/** /robots.txt: search engines find the pages that anybody may read, and no link of an email. */
export default function robots(): MetadataRoute.Robots {
  const open = [paths.home, paths.register, paths.signIn].map((path) => `${path}$`);
  return { rules: { userAgent: "*", allow: open, disallow: "/" } };
}
