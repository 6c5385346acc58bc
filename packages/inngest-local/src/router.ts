import {
  json,
  type Handler,
  type RunnerRequest,
  type RunnerResponse,
} from "@latchkey/local-http/http-server";

/** Answers one kind of request; `names` are the parts of the path that stand for something. */
export interface Route {
  method: "GET" | "POST";
  /** As in "runs/:id/retry". */
  path: string;
  answer: (request: RunnerRequest, ...names: string[]) => Promise<RunnerResponse>;
}

/** Inngest's own addresses beside those of the Dev Server's core; each is some feature. */
const OTHER_FEATURES = new Set(["v0", "v1"]);

/** Finds the route of each request. */
export function createRouter(routes: readonly Route[]): Handler {
  return async (request) => {
    const method = request.method === "HEAD" ? "GET" : request.method;
    for (const route of routes) {
      const names = route.method === method ? match(route.path, request.segments) : undefined;
      if (names !== undefined) return route.answer(request, ...names);
    }
    if (OTHER_FEATURES.has(request.segments[0] ?? "")) {
      const error = `the local runner does not support /${request.segments.join("/")}; use the Inngest Dev Server for it`;
      return json({ status: 501, error }, 501);
    }
    return json({ status: 404, error: "no such address" }, 404);
  };
}

/** The parts that stand for something, or undefined when this is another path. */
function match(path: string, segments: readonly string[]): string[] | undefined {
  const parts = path.split("/").filter((part) => part !== "");
  const isSame = (part: string, index: number) => part.startsWith(":") || part === segments[index];
  if (parts.length !== segments.length || !parts.every(isSame)) return undefined;
  return segments.filter((_, index) => parts[index]?.startsWith(":"));
}
