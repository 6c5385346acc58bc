"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { requestReplay } from "@/lib/operator/replay-all";
import { paths } from "@/lib/paths";
import { requireFreshOperator, requireOperator } from "@/lib/session/require-account";
import { formAction } from "../../_forms/form-action";
import type { FormState } from "../../_forms/form-state";
import { reasonSchema } from "../_actions/reason-schema";
import { failureKinds } from "./failure-kinds";

const schema = z.object({
  kind: z.string().refine((kind) => failureKinds.has(kind)),
  actionId: z.uuid(),
  reason: reasonSchema,
});

/** Has all failed mails of a kind sent once more, and leads to where one sees how far it is. */
export async function replayAll(previous: FormState, form: FormData): Promise<FormState> {
  await requireOperator(paths.operator);
  const submit = formAction(schema, async ({ kind, actionId, reason }) => {
    const page = `${paths.operator}/replay?code=${kind}`;
    const { userId: operatorId } = await requireFreshOperator(page);
    const { outcome } = await requestReplay(kind, { actionId, operatorId, reason });
    switch (outcome) {
      case "none_failed":
        return { refusal: "No such mail waits any more: somebody else may have replayed them." };
      case "requested":
      case "unchanged":
        after(publishOutboxSoon);
        return redirect(`${paths.operator}/replay/${actionId}`);
    }
  });
  return submit(previous, form);
}
