import "server-only";
import { cookies } from "next/headers";
import type { Choice } from "../choice-cookies";
import { DAY, SECOND } from "../clock";
import { cookieName, cookieOptions } from "./cookie-name";

/** Keeps in this browser what a person chose for every page. */
export async function keepChoice(choice: Choice, value: string): Promise<void> {
  const options = { ...cookieOptions, maxAge: (365 * DAY) / SECOND };
  (await cookies()).set(cookieName(choice), value, options);
}
