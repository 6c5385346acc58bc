"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { fromNow } from "@/lib/i18n/from-now";
import { getLocale, getTranslations } from "@/lib/i18n/request-locale";
import { respondTooManyRequests } from "@/lib/next-internals/respond-too-many-requests";
import { isExpired, provePasskey } from "@/lib/passkey/prove-passkey";
import { paths } from "@/lib/paths";
import {
  factorCodeSchema,
  passkeyFactorSchema,
  recoveryCodeSchema,
} from "@/lib/request/form-schemas";
import { proveApp } from "@/lib/second-factor/app";
import { provePhone, requestSignInCode } from "@/lib/second-factor/phone";
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
import { phoneCodeRefusal } from "../../_forms/phone-code-refusal";
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
      if (way === "passkey") return { refusal: t("wrong_passkey") };
      return { fieldErrors: { code: t(`wrong_${way}`) } };
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

/** Sends a code to the phone of the account. */
export const sendSignInCode = formAction(
  pendingShown,
  z.object({}),
  async (_none, { id, userId, browserKeyHash }): Promise<Refusal> => {
    const { origin } = await requestContext();
    const result = await requestSignInCode({ userId, browserKeyHash, origin });
    if (result.outcome !== "requested") return phoneCodeRefusal(result);
    after(publishOutboxSoon);
    return redirect(`${paths.secondFactor}?id=${id}&way=phone`);
  },
);

const phoneCodeSchema = factorCodeSchema.extend({ sent: z.uuid() });

/** The code of a text message. */
export const enterPhoneCode = formAction(
  pendingShown,
  phoneCodeSchema,
  ({ code, sent, trust }, pending) => {
    const typed = { phoneCodeId: sent, browserKeyHash: pending.browserKeyHash, code };
    const prove: ProveFactor = (tx, { id }, now) => provePhone(tx, id, typed, now);
    return complete(pending, { way: "phone", trust, prove });
  },
);

/** The answer of a passkey. One that comes too late is no wrong try. */
export const answerByPasskey = formAction(
  pendingShown,
  passkeyFactorSchema,
  async ({ passkeyAnswer, trust }, pending) => {
    if (isExpired(pending, passkeyAnswer))
      return { refusal: (await getTranslations("secondFactor"))("late_passkey") };
    const { origin } = await requestContext();
    const prove = provePasskey(pending, passkeyAnswer, origin);
    return complete(pending, { way: "passkey", trust, prove });
  },
);
