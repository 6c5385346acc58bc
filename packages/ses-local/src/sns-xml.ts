import { randomUUID } from "node:crypto";
import type { RunnerResponse } from "@latchkey/local-http/http-server";
import { escapeXml } from "./query-xml";

const NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

const answer = (status: number, inner: string): RunnerResponse => ({
  status,
  headers: { "content-type": "text/xml" },
  body: inner,
});

/** The result of an action of SNS. */
export function snsResult(action: string, inner: string): RunnerResponse {
  const metadata = `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;
  return answer(
    200,
    `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${inner}</${action}Result>${metadata}</${action}Response>`,
  );
}

/** An error of SNS. */
export function snsRefusal(status: number, code: string, message = code): RunnerResponse {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;
  return answer(
    status,
    `<ErrorResponse xmlns="${NAMESPACE}">${error}<RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  );
}

/** A map, as SNS writes it. */
export function snsEntries(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([key, value]) => `<entry><key>${key}</key><value>${escapeXml(value)}</value></entry>`)
    .join("");
}
