import { answerHealth } from "@/lib/health/answer-health";
import { refuseOtherMethods } from "../../_pages/refuse-other-methods";

export const dynamic = "force-dynamic";

/** 200 when people can be served, 503 when not; with METRICS_TOKEN as bearer, also why. */
export async function GET(request: Request): Promise<Response> {
  const { status, body } = await answerHealth(request.headers.get("authorization"));
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}

export const { POST, PUT, PATCH, DELETE } = refuseOtherMethods("GET, HEAD");
