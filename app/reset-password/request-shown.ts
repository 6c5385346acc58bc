import "server-only";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { ShownPasswordReset } from "@/lib/password-reset/current-password-reset";
import { requestContext } from "@/lib/session/request-context";
import type { Subject } from "../_forms/form-action";
import { requestHref } from "./request-href";

const id = z.uuid();

/**
 * The request for a new password that a form's page showed; found in the browser that made it only.
 */
export const requestShown: Subject<ShownPasswordReset> = async (about) => {
  const { browserKeyHash: key } = await requestContext();
  return key && about && id.safeParse(about).success
    ? { browserKeyHash: key, passwordResetId: about }
    : leadToOtherRequest(about);
};

/** Leads to the page that says that this browser made no such wish, so nothing was done. */
export function leadToOtherRequest(about: string | null): never {
  redirect(requestHref(encodeURIComponent(about ?? "none")));
}
