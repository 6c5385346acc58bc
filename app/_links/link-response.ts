import { env } from "@/lib/env";

// A token is in the address: it must not be kept, nor be passed on as a Referer.
const HEADERS = { "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" };

/** Whether a browser only fetches ahead (Sec-Purpose today, the others before it). */
export function isPrefetch({ headers }: Request): boolean {
  const purposes = ["sec-purpose", "purpose", "x-purpose", "x-moz"].map(
    (name) => headers.get(name) ?? "",
  );
  return (
    headers.has("next-router-prefetch") ||
    purposes.some((purpose) => /prefetch|prerender|preview/i.test(purpose))
  );
}

/** Leads from a link in an email to a page, by the configured address and not the request's. */
export function seeOther(path: string): Response {
  return new Response(null, {
    status: 303,
    headers: { ...HEADERS, Location: new URL(path, env.APP_URL).href },
  });
}

/** Answers who only looks: nothing shown, nothing done. */
export function noContent(): Response {
  return new Response(null, { status: 204, headers: HEADERS });
}
