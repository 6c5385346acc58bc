import type { NextRequest } from "next/server";
import { handlers } from "@/lib/session/auth";
import { refuseOtherMethods } from "../../../_pages/refuse-other-methods";
import { withBoundedBody } from "../../bounded-body";

/** A form with a token and where to lead: far below this. */
const LONGEST_BODY_BYTES = 4_096;

type Context = { params: Promise<{ nextauth: string[] }> };

/**
 * Of Auth.js's endpoints only those that somebody may need from outside. Signing in is done by
 * our own forms, so its other pages would only be there to be attacked.
 */
function serve(actions: string[], handle: (request: NextRequest) => Promise<Response>) {
  return async (request: NextRequest, { params }: Context): Promise<Response> => {
    const isServed = actions.includes((await params).nextauth.join("/"));
    return isServed ? handle(request) : new Response(null, { status: 404 });
  };
}

export const GET = serve(["session", "csrf"], handlers.GET);

export const POST = withBoundedBody(LONGEST_BODY_BYTES, serve(["signout"], handlers.POST));

export const { PUT, PATCH, DELETE } = refuseOtherMethods("GET, HEAD, POST");
