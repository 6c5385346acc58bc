"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { fromNow } from "@/lib/i18n/from-now";
import { getLocale, getTranslations } from "@/lib/i18n/request-locale";
import { respondTooManyRequests } from "@/lib/next-internals/respond-too-many-requests";
import { factorCodeSchema, recoveryCodeSchema } from "@/lib/request/form-schemas";
import { proveApp } from "@/lib/second-factor/app";
import { consumeRecoveryCode } from "@/lib/second-factor/recovery-codes";
import {
  completeSignIn,
  type FactorWay,
  type Pending,
  type ProveFactor,
} from "@/lib/session/pending-sign-in";
import { requestContext } from "@/lib/session/request-context";
import { namedSessionId } from "@/lib/session/session-token";
import { enterSession } from "@/lib/session/start-session";
import { formAction, type Refusal } from "../../_forms/form-action";
import { leadToStart, pendingShown } from "./pending-shown";

type Answer = {
  way: FactorWay;
  prove: ProveFactor;
  /** The box "Don’t ask again in this browser". */
  trust?: string;
};

/** Completes a sign-in by an answer, or says why not. */
async function complete(pending: Pending, { way, prove, trust }: Answer): Promise<Refusal> {
  const { origin } = await requestContext();
  const replacedSessionId = await namedSessionId();
  const isTrusted = trust !== undefined;
  const result = await completeSignIn(pending, {
    way,
    prove,
    isTrusted,
    origin,
    replacedSessionId,
  });
  after(publishOutboxSoon);
  switch (result.outcome) {
    case "over":
      return leadToStart();
    case "locked": {
      await respondTooManyRequests(result.until);
      const when = fromNow(result.until, await getLocale());
      return { refusal: (await getTranslations("secondFactor"))("locked", { when }) };
    }
    case "wrong": {
      const t = await getTranslations("secondFactor");
      return {
        fieldErrors: { code: t(way === "recovery_code" ? "wrong_recovery_code" : "wrong_app") },
      };
    }
    case "opened":
      return redirect(await enterSession(pending.userId, result, pending.to));
  }
}

/** The code of an authenticator app. */
export const enterAppCode = formAction(pendingShown, factorCodeSchema, ({ code, trust }, pending) =>
  complete(pending, { way: "app", trust, prove: (tx, { id }, now) => proveApp(tx, id, code, now) }),
);

/** A recovery code. It never makes a browser trusted: whoever uses one has lost something. */
export const enterRecoveryCode = formAction(pendingShown, recoveryCodeSchema, ({ code }, pending) =>
  complete(pending, {
    way: "recovery_code",
    prove: (tx, { id }, now) => consumeRecoveryCode(tx, id, code, now),
  }),
);
