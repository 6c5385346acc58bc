import { serve } from "inngest/next";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/functions";
import { env } from "@/lib/env";

/**
 * Where Inngest runs the durable functions. It is told the address of the environment, never
 * the Host of a request, and only where the request is signed: whoever could name another
 * address would get every event, and no email would go out any more.
 */
export const { GET, POST, PUT } = serve({
  client: inngest,
  functions,
  serveOrigin: env.INNGEST_SERVE_ORIGIN ?? env.APP_URL,
  servePath: "/api/inngest",
  enableUnauthedSync: false,
});
