import type { MetadataRoute } from "next";
import { brand } from "@/lib/brand";
import { translations } from "@/lib/i18n/translations";
import { paths } from "@/lib/paths";

/** /manifest.webmanifest, made by the build: what a phone shows of the site on its home screen. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: brand.name,
    short_name: brand.name,
    description: translations("en", "frame")("description"),
    start_url: paths.account,
    scope: "/",
    display: "standalone",
    background_color: brand.colors.paper.light,
    theme_color: brand.colors.paper.light,
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/apple-icon.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  };
}
