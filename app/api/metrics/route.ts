import { answerScrape } from "@/lib/health/answer-scrape";
import { refuseOtherMethods } from "../../_pages/refuse-other-methods";

export const dynamic = "force-dynamic";

const headers = { "Cache-Control": "no-store" };

/** What Prometheus reads. 404 where METRICS_TOKEN is not configured. */
export async function GET(request: Request): Promise<Response> {
  const scrape = await answerScrape(request.headers.get("authorization"));
  switch (scrape.outcome) {
    case "switched_off":
      return new Response(null, { status: 404, headers });
    case "refused":
      return new Response(null, {
        status: 401,
        headers: { ...headers, "WWW-Authenticate": "Bearer" },
      });
    case "read":
      return new Response(scrape.body, {
        headers: { ...headers, "Content-Type": scrape.contentType },
      });
  }
}

export const { POST, PUT, PATCH, DELETE } = refuseOtherMethods("GET, HEAD");
