import { NextRequest } from "next/server";
import { readBounded } from "@/lib/read-bounded";

type Handler<Context> = (request: NextRequest, context: Context) => Promise<Response>;

/**
 * Hands a request on whose body is short enough, and answers any other with 413: these handlers
 * read a body before they know who sent it. Chunked bodies are counted while they arrive.
 */
export function withBoundedBody<Context>(
  longestBytes: number,
  handle: Handler<Context>,
): Handler<Context> {
  return async (request, context) => {
    const { url, method, headers } = request;
    const isDeclaredTooLong = Number(headers.get("content-length")) > longestBytes;
    const body = isDeclaredTooLong ? null : await readBounded(request.body, longestBytes);
    if (body === null)
      return new Response("This is more than we take here.", {
        status: 413,
        // What is still on its way is not wanted.
        headers: { "Cache-Control": "no-store", Connection: "close" },
      });
    return handle(new NextRequest(url, { method, headers, body }), context);
  };
}
