import { receiveFeedback } from "@/lib/email/ses-events/receive-feedback";
import { refuseOtherMethods } from "../../../_pages/refuse-other-methods";

/** Where Amazon SNS brings what Amazon SES tells of emails. */
export async function POST(request: Request): Promise<Response> {
  const { outcome, status } = await receiveFeedback(request);
  return Response.json({ outcome }, { status, headers: { "Cache-Control": "no-store" } });
}

export const { GET, PUT, PATCH, DELETE } = refuseOtherMethods("POST");
