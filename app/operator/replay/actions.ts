"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { requestReplay } from "@/lib/operator/actions/replay-all";
import { paths } from "@/lib/paths";
import { formAction, type Refusal, type Subject } from "../../_forms/form-action";
import { operatorActing } from "../_actions/operator-acting";
import { reasonSchema } from "../_actions/reason-schema";
import { failureKinds, replayHref } from "./replay-kinds";

const schema = z.object({ actionId: z.uuid(), reason: reasonSchema });

type Shown = { operatorId: string; kind: string };

/** The kind of failure that the page showed, and the operator of this request. */
const kindShown: Subject<Shown> = async (about, typed): Promise<Shown> => {
  const kind = about && failureKinds.has(about) ? about : null;
  const { userId: operatorId } = await operatorActing(replayHref(kind), about, typed);
  return kind ? { operatorId, kind } : redirect(replayHref(null));
};

/** Has all failed emails of a kind retried, and leads to the page that shows the progress. */
export const replayAll = formAction(
  kindShown,
  schema,
  async ({ actionId, reason }, { operatorId, kind }): Promise<Refusal> => {
    const { outcome } = await requestReplay(kind, { actionId, operatorId, reason });
    switch (outcome) {
      case "none_failed":
        return { refusal: "Nothing left to retry: someone else may have done it." };
      case "requested":
      case "unchanged":
        after(publishOutboxSoon);
        return redirect(`${paths.operator}/replay/${actionId}`);
    }
  },
);
