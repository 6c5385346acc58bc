import { serve } from "inngest/next";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/functions";
import { env } from "@/lib/env";
import { refuseOtherMethods } from "../../_pages/refuse-other-methods";
import { withBoundedBody } from "../bounded-body";

/** Inngest's own bound for what it sends to a function (events and the state of its steps). */
const LONGEST_BODY_BYTES = 4 * 1_048_576;

/**
 * Inngest is told the address of the environment, never the Host of a request, and only where
 * the request is signed: whoever could name another address would get every event, and no email
 * would go out any more.
 */
const handlers = serve({
  client: inngest,
  functions,
  serveOrigin: env.INNGEST_SERVE_ORIGIN ?? env.APP_URL,
  servePath: "/api/inngest",
  enableUnauthedSync: false,
});

/** Where Inngest runs the durable functions. */
export const { GET } = handlers;

export const POST = withBoundedBody(LONGEST_BODY_BYTES, handlers.POST);

export const PUT = withBoundedBody(LONGEST_BODY_BYTES, handlers.PUT);

export const { PATCH, DELETE } = refuseOtherMethods("GET, POST, PUT");
