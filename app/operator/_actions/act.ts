"use server";

import { notFound, redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { personActions } from "@/lib/operator/actions";
import { isActionRecorded } from "@/lib/operator/record-action";
import type { Person } from "@/lib/operator/timeline/person";
import { formAction, type Refusal, type Subject } from "../../_forms/form-action";
import { findSubject } from "./find-subject";
import { operatorActing } from "./operator-acting";
import { actHref, personHref } from "./person-href";
import { reasonSchema } from "./reason-schema";

const orNone = z.uuid().or(z.literal("")).default("");

const schema = z.object({
  verb: z.enum(personActions.map(({ name }) => name)),
  /** The address that the page showed. */
  address: z.string().max(320),
  mail: orNone,
  registration: orNone,
  actionId: z.uuid(),
  typed: z.string().trim().default(""),
  reason: reasonSchema,
});

type Shown = { operatorId: string; person: Person };

/** The person that the page showed, and the operator of this request. */
const personShown: Subject<Shown> = async (about, typed): Promise<Shown> => {
  const isAccount = z.uuid().safeParse(about).success;
  const named: Record<string, string> =
    about === null ? {} : isAccount ? { user: about } : { address: about };
  const page = actHref(typed.verb ?? "", named, typed.mail);
  const { userId: operatorId } = await operatorActing(page, about, typed);
  return { operatorId, person: (await findSubject(named)) ?? notFound() };
};

/** Does what an operator confirmed, and leads back to the person it was done to. */
export const act = formAction(
  personShown,
  schema,
  async (input, { operatorId, person }): Promise<Refusal> => {
    const { verb, actionId, reason, typed, mail: email, registration } = input;
    const action = personActions.find(({ name }) => name === verb);
    if (!action) return notFound();
    if (person.address !== input.address)
      return redirect(personHref(person, { done: "other_address" }));
    if (action.asksForAddress && ![person.address, person.account?.originalAddress].includes(typed))
      return { fieldErrors: { typed: "That doesn’t match the account’s email" } };
    if (await isActionRecorded(actionId)) return redirect(personHref(person, { done: "repeated" }));
    const target = { person, email, registration };
    const { outcome } = await action.run(target, { actionId, operatorId, reason });
    after(publishOutboxSoon);
    return redirect(personHref(person, { done: outcome }));
  },
);
