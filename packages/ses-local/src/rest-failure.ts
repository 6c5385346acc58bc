import { json, type RunnerResponse } from "@latchkey/local-http/http-server";

/** An error of the second SES API. */
export function restFailure(status: number, type: string, message: string): RunnerResponse {
  const answer = json({ message }, status);
  return { ...answer, headers: { ...answer.headers, "x-amzn-errortype": type } };
}
