import type { Action } from "./action";
import type { Reply } from "./call-app";
import { readFailure, unsupported } from "./failures";
import { readOperations } from "./read-operations";
import { retryOrFail, type Attempted } from "./retry";

/** How long an app that is not there is left alone. */
export const UNREACHABLE_PAUSE_MS = 1_000;

const SHOWN_CHARACTERS = 200;

/**
 * Reads the SDK's answer to a call. Whether an error may be retried is decided in the SDK,
 * from the `max_attempts` that the call carried; the runner only keeps the count.
 */
export function readAnswer(reply: Reply, attempted: Attempted): Action {
  if (reply.kind === "unreachable") {
    // Nothing was run, so no attempt is spent: an app that is being restarted loses nothing.
    const { job, nowMs } = attempted;
    return { kind: "retry", attempt: job.attempt, dueMs: nowMs + UNREACHABLE_PAUSE_MS };
  }
  if (reply.kind === "broken")
    return transportError(attempted, `The call broke off: ${reply.reason}`);
  const { status, headers, body } = reply;
  const answer = parseJson(body);
  if (headers["x-inngest-sdk"] === undefined || answer === undefined) {
    const shown = body.slice(0, SHOWN_CHARACTERS);
    return transportError(attempted, `HTTP ${status}, not an answer of the SDK: ${shown}`);
  }
  const retryAfter = headers["retry-after"];
  const noRetry = headers["x-inngest-no-retry"] === "true";
  if (status === 200) return { kind: "complete", output: body, steps: [] };
  if (status === 201) return { kind: "fail", failure: unsupported("streamed responses") };
  if (status === 206) {
    const version = headers["x-inngest-req-version"];
    return readOperations(
      answer,
      { noRetry, retryAfter, isOldVersion: version === "1" },
      attempted,
    );
  }
  const failure = readFailure(answer, `HTTP ${status}`);
  return noRetry ? { kind: "fail", failure } : retryOrFail(attempted, failure, retryAfter);
}

function transportError(attempted: Attempted, message: string): Action {
  return retryOrFail(attempted, { name: "TransportError", message });
}

/** Undefined when it is no JSON: a page of errors, or the answer of a proxy. */
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
