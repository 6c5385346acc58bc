import { checkHealth } from "@/lib/health/check-health";
import { refuseOtherMethods } from "../../_pages/refuse-other-methods";

export const dynamic = "force-dynamic";

/** 200 when the service is well, 503 with the reasons when it is not. */
export async function GET(): Promise<Response> {
  const health = await checkHealth();
  return Response.json(health, {
    status: health.problems.length === 0 ? 200 : 503,
    headers: { "Cache-Control": "no-store" },
  });
}

export const { POST, PUT, PATCH, DELETE } = refuseOtherMethods("GET, HEAD");
