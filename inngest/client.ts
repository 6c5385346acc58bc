import { Inngest } from "inngest";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/** The app as Inngest knows it. `INNGEST_DEV` names a development server or local runner. */
export const inngest = new Inngest({
  id: "latchkey",
  isDev: env.INNGEST_DEV !== undefined,
  baseUrl: env.INNGEST_DEV ?? env.INNGEST_BASE_URL,
  eventKey: env.INNGEST_EVENT_KEY,
  signingKey: env.INNGEST_SIGNING_KEY,
  logger: log,
});
