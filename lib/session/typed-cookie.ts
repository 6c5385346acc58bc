import "server-only";
import { cookies } from "next/headers";
import { z } from "zod";
import { MINUTE, SECOND } from "../clock";
import { cookieName, cookieOptions } from "./cookie-name";

const NAME = cookieName("typed");
const LIFE_SECONDS = (10 * MINUTE) / SECOND;
/**
 * Browsers drop a cookie of more than 4 kB, and a field of ours that is longer is no text to keep.
 */
const MAX_BYTES = 2_000;

const kept = z.object({
  path: z.string(),
  about: z.string().nullable(),
  values: z.record(z.string(), z.string()),
});

/**
 * Keeps what somebody typed, and that is no secret, while they are led away from a form: to
 * sign in, say.
 *
 * @param about what the form named: on a page about something else it is not shown again
 */
export async function keepTyped(
  path: string,
  about: string | null,
  values: Record<string, string>,
): Promise<void> {
  const typed: z.infer<typeof kept> = { path: withoutQuery(path), about, values };
  const text = JSON.stringify(typed);
  if (Object.keys(values).length === 0 || encodeURIComponent(text).length > MAX_BYTES) return;
  (await cookies()).set(NAME, text, { ...cookieOptions, maxAge: LIFE_SECONDS });
}

/** What was kept of a form on a page, field by field; nothing when it was about something else. */
export async function typedOn(
  path: string,
  about: string | null = null,
): Promise<Record<string, string>> {
  const text = (await cookies()).get(NAME)?.value;
  const read = text ? kept.safeParse(parsed(text)) : null;
  return read?.data?.path === withoutQuery(path) && read.data.about === about
    ? read.data.values
    : {};
}

const withoutQuery = (path: string) => path.split("?")[0] ?? path;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
