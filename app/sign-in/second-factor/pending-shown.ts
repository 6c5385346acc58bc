import "server-only";
import { redirect } from "next/navigation";
import { z } from "zod";
import { paths } from "@/lib/paths";
import { findPendingSignIn, type Pending } from "@/lib/session/pending-sign-in";
import { requestContext } from "@/lib/session/request-context";
import type { Subject } from "../../_forms/form-action";

const id = z.uuid();

/** Leads back to the start: this browser holds no such sign-in (any more). */
export function leadToStart(): never {
  redirect(`${paths.signIn}?over`);
}

/** The sign-in that a form's page showed, while it waits in this browser for its second factor. */
export const pendingShown: Subject<Pending> = async (about) => {
  const { browserKeyHash } = await requestContext();
  const named = id.safeParse(about);
  if (!browserKeyHash || !named.success) return leadToStart();
  return (await findPendingSignIn(named.data, browserKeyHash)) ?? leadToStart();
};
