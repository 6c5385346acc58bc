"use server";

import { notFound, redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { wasDone } from "@/lib/operator/was-done";
import { paths } from "@/lib/paths";
import { requireFreshOperator, requireOperator } from "@/lib/session/require-account";
import { formAction } from "../../_forms/form-action";
import type { FormState } from "../../_forms/form-state";
import { actHref } from "./act-href";
import { findSubject } from "./find-subject";
import { perform } from "./perform";
import { personHref } from "./person-href";
import { reasonSchema } from "./reason-schema";
import { verbs } from "./verb-words";

const orNone = z.uuid().or(z.literal("")).default("");

const schema = z.object({
  verb: z.enum(verbs),
  user: orNone,
  address: z.string().max(320).default(""),
  mail: orNone,
  actionId: z.uuid(),
  typed: z.string().trim().default(""),
  reason: reasonSchema,
});

/** Does what an operator confirmed, and leads back to the person it was done to. */
export async function act(previous: FormState, form: FormData): Promise<FormState> {
  await requireOperator(paths.operator);
  const submit = formAction(schema, async (input) => {
    const { verb, mail, actionId, reason, typed } = input;
    const person = await findSubject(input);
    if (!person) return notFound();
    const { userId: operatorId } = await requireFreshOperator(actHref(verb, person, mail));
    if (verb === "delete" && ![person.address, person.account?.originalAddress].includes(typed))
      return { fieldErrors: { typed: "This is not the address of the account." } };
    if (await wasDone(actionId)) return redirect(personHref(person, { done: "repeated" }));
    const outcome = await perform(verb, person, mail, { actionId, operatorId, reason });
    after(publishOutboxSoon);
    return redirect(personHref(person, { done: outcome }));
  });
  return submit(previous, form);
}
