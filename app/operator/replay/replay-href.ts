import { paths } from "@/lib/paths";

/** The page on which all failed emails of a kind are sent once more; null asks which kind. */
export function replayHref(kind: string | null): string {
  const path = `${paths.operator}/replay`;
  return kind === null ? path : `${path}?code=${kind}`;
}
