import "server-only";
import { redirect } from "next/navigation";
import { z } from "zod";
import {
  isCurrentRegistration,
  type ShownRegistration,
} from "@/lib/registration/current-registration";
import { paths } from "@/lib/paths";
import { requestContext } from "@/lib/session/request-context";
import type { Subject } from "../_forms/form-action";
import { waitingHref } from "./waiting-href";

const id = z.uuid();

/**
 * The registration that a form's page showed; the verbs find it in the browser that made it only.
 */
export const registrationShown: Subject<ShownRegistration> = async (about) => {
  const { browserKeyHash: key } = await requestContext();
  return key && id.safeParse(about).success && about
    ? { browserKeyHash: key, registrationId: about }
    : leadToOther(about);
};

/**
 * Leads to the page that says that this browser does not hold the registration, so nothing was
 * done.
 */
export function leadToOther(about: string | null): never {
  redirect(waitingHref(encodeURIComponent(about ?? "none")));
}

/** What a waiting page says of what led to it. */
export const NOTICES = ["resent", "corrected", "unconfirmed"] as const;

/**
 * Leads to the waiting page of a registration; by its plain address while that shows this one.
 */
export async function leadToWaiting(
  shown: ShownRegistration,
  notice?: (typeof NOTICES)[number],
): Promise<never> {
  const isPlain = await isCurrentRegistration(shown);
  const page = isPlain ? paths.checkYourEmail : waitingHref(shown.registrationId);
  redirect(notice ? `${page}${isPlain ? "?" : "&"}${notice}` : page);
}
