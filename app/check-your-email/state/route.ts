import { z } from "zod";
import { waitingState } from "@/lib/registration/waiting-state";
import { openStateStream } from "@/lib/realtime/state-streams";
import { requestContext } from "@/lib/session/request-context";
import { REGISTRATION } from "../waiting-href";
import { refuseOtherMethods } from "../../_pages/refuse-other-methods";

const id = z.uuid();

const HEADERS = { "Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no" };

/**
 * A registration's state, the newest where none is named: as server-sent events, or once as JSON
 * for browsers that poll.
 */
export async function GET(request: Request): Promise<Response> {
  const { browserKeyHash: key } = await requestContext();
  const named = new URL(request.url).searchParams.get(REGISTRATION);
  const isDamaged = named !== null && !id.safeParse(named).success;
  const state = key && !isDamaged && (await waitingState(key, new Date(), named));
  if (!key || !state)
    return Response.json(
      { error: "no registration in this browser" },
      { status: 404, headers: HEADERS },
    );
  if (!request.headers.get("accept")?.includes("text/event-stream"))
    return Response.json(state, { headers: HEADERS });
  const stream = openStateStream({
    registrationId: state.registrationId,
    owner: key,
    read: () => waitingState(key, new Date(), state.registrationId),
    closed: request.signal,
  });
  // A browser that is refused a stream asks for the JSON instead.
  if (!stream) return new Response(null, { status: 503, headers: HEADERS });
  return new Response(stream, {
    headers: { ...HEADERS, "Content-Type": "text/event-stream" },
  });
}

export const { POST, PUT, PATCH, DELETE } = refuseOtherMethods("GET, HEAD");
