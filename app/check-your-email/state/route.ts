import { z } from "zod";
import { waitingState } from "@/lib/accounts/waiting-state";
import { MINUTE, SECOND } from "@/lib/clock";
import { subscribe } from "@/lib/live/subscribe";
import { log } from "@/lib/log";
import { browserKeyHash } from "@/lib/session/browser-key";
import { REGISTRATION } from "../waiting-href";
import { refuseOtherMethods } from "../../_pages/refuse-other-methods";

const id = z.uuid();

/** Proxies cut silent connections, often after 30 or 60 seconds. */
const KEEP_ALIVE_MS = 20 * SECOND;
/** Then the browser connects anew by itself, to whichever process runs by then. */
const STREAM_LIFE_MS = 15 * MINUTE;

const HEADERS = { "Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no" };

/** A registration's state, the newest where none is named: as server-sent events, or once as JSON for browsers that poll. */
export async function GET(request: Request): Promise<Response> {
  const key = await browserKeyHash();
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
  return new Response(streamOf(key, state.registrationId, request.signal), {
    headers: { ...HEADERS, "Content-Type": "text/event-stream" },
  });
}

function streamOf(
  key: string,
  registrationId: string,
  closed: AbortSignal,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let cleanUp = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      let isOpen = true;
      const tell = inTurn(async () => {
        try {
          const state = await waitingState(key, new Date(), registrationId);
          if (isOpen) send(`data: ${JSON.stringify(state)}\n\n`);
        } catch (error) {
          log.warn({ err: error }, "a waiting page could not be told its state");
          end();
        }
      });
      const unsubscribe = subscribe(registrationId, tell);
      const beat = setInterval(() => send(": still here\n\n"), KEEP_ALIVE_MS);
      const enough = setTimeout(end, STREAM_LIFE_MS);
      cleanUp = () => {
        isOpen = false;
        unsubscribe();
        clearInterval(beat);
        clearTimeout(enough);
      };
      function end() {
        if (!isOpen) return;
        cleanUp();
        controller.close();
      }
      closed.addEventListener("abort", end);
    },
    cancel: () => cleanUp(),
  });
}

/** Calls made while `work` runs become one more run after it: an older state is never sent last. */
function inTurn(work: () => Promise<void>): () => void {
  let [isRunning, isAskedAgain] = [false, false];
  const run = async () => {
    isAskedAgain = isRunning;
    if (isRunning) return;
    isRunning = true;
    await work();
    isRunning = false;
    if (isAskedAgain) await run();
  };
  return () => void run();
}

export const { POST, PUT, PATCH, DELETE } = refuseOtherMethods("GET, HEAD");
