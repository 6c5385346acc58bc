import type { FailureRule, SendFailureCode } from "./failures";

/** What the SDK throws: an answer of AWS, or trouble on the way to it. */
export type AwsError = Error & {
  code?: string;
  syscall?: string;
  $metadata?: { httpStatusCode?: number };
};

const NODE_HANDLER = "@smithy/node-http-handler; Node.js, “Errors”";

/** The APIs of AWS spell one error with and without this ending. */
const nameOf = (error: AwsError) => error.name.replace(/(Exception|Fault)$/, "");

/**
 * A rule for errors by their name without the ending "Exception", and by their text where the name
 * is not enough.
 */
export function named(
  names: string[],
  code: SendFailureCode,
  source: string,
  says?: { text: string; pattern: RegExp },
): FailureRule<AwsError, unknown> {
  return {
    signs: names.map((name) => `\`${name}\``).join(", ") + (says ? `: “${says.text}”` : ""),
    matches: (error) =>
      names.includes(nameOf(error)) && (says?.pattern.test(error.message) ?? true),
    code,
    source,
  };
}

/** The rules for whoever we are to AWS. */
export function credentialRule(
  code: SendFailureCode,
  source: string,
  alsoNamed: string[] = [],
): FailureRule<AwsError, unknown> {
  const names = [
    "AccessDenied",
    "NotAuthorized",
    "ExpiredToken",
    "IncompleteSignature",
    "InvalidClientTokenId",
    "MissingAuthenticationToken",
    "OptInRequired",
    "RequestExpired",
    "SignatureDoesNotMatch",
    "UnrecognizedClient",
    "CredentialsProviderError",
  ];
  return named([...names, ...alsoNamed], code, source);
}

/** The rules for trouble on the way: nothing was handed over, or nobody knows. */
export function networkRules(
  unavailable: SendFailureCode,
  unanswered: SendFailureCode,
): FailureRule<AwsError, unknown>[] {
  return [
    {
      signs: "no connection: refused, no such host, no TLS, or none within 3 s",
      matches: (error) =>
        error.syscall === "connect" ||
        error.syscall === "getaddrinfo" ||
        /did not establish a connection|before secure TLS/.test(error.message),
      code: unavailable,
      source: NODE_HANDLER,
    },
    {
      signs: "no answer within 10 s, or the connection broke (`ECONNRESET`, `EPIPE`, `ETIMEDOUT`)",
      // The SDK gives all of these one name, and another to what we cut off ourselves.
      matches: (error) => error.name === "TimeoutError" || error.name === "AbortError",
      code: unanswered,
      source: NODE_HANDLER,
    },
    {
      signs: "an answer 200 that cannot be read; 502 or 504, from a proxy on the way",
      matches: ({ $metadata }) => [200, 502, 504].includes($metadata?.httpStatusCode ?? 0),
      code: unanswered,
      source: "RFC 9110, 15.6.3 and 15.6.5",
    },
  ];
}
