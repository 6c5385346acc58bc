import { randomUUID } from "node:crypto";
import type { RunnerResponse } from "@latchkey/local-http/http-server";
import type { Refusal } from "./refusal";

const NAMESPACE = "http://ses.amazonaws.com/doc/2010-12-01/";

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Text between two tags. */
export const escapeXml = (text: string) => text.replace(/[&<>]/g, (each) => ENTITIES[each] ?? each);

const answer = (status: number, body: string): RunnerResponse => ({
  status,
  headers: { "content-type": "text/xml" },
  body,
});

/** The result of an action of the first SES API. */
export function resultXml(action: string, values: Record<string, string | number>): RunnerResponse {
  const fields = Object.entries(values)
    .map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`)
    .join("");
  const metadata = `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;
  return answer(
    200,
    `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${fields}</${action}Result>` +
      `${metadata}</${action}Response>`,
  );
}

/** An error of the first SES API. */
export function refusalXml({ status, type, code, message }: Refusal): RunnerResponse {
  return answer(
    status,
    `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>${type}</Type><Code>${code}</Code>` +
      `<Message>${escapeXml(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  );
}
