import { unknown, type CheckedLine } from "./line";

/** Names by which AWS says that credentials are missing, wrong or may not do this. */
const NOT_ALLOWED = /AccessDenied|AuthorizationError|NotAuthorized/;
const NO_CREDENTIALS = /CredentialsProvider|UnrecognizedClient|InvalidClientToken|SignatureDoes/;

const codeOf = (error: unknown) => (error as { code?: unknown } | null)?.code;

/**
 * Why something could not be read. By the name and the code of an error only: its message may
 * hold what is nobody's business.
 */
export function explainFailure(name: string, error: unknown): CheckedLine {
  const kind = error instanceof Error ? error.name : "Error";
  if (NOT_ALLOWED.test(kind))
    return unknown(
      name,
      `The credentials may not read this (${kind}).`,
      "Give them the policy of the doctor: ops/ses/template.yaml, DoctorPolicy.",
    );
  if (NO_CREDENTIALS.test(kind))
    return unknown(
      name,
      `AWS does not accept the credentials (${kind}).`,
      "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the machine a role.",
    );
  if (kind.startsWith("PrismaClient"))
    return unknown(
      name,
      `The database does not answer this (${[kind, codeOf(error)].filter(Boolean).join(", ")}).`,
      "Check that PostgreSQL runs and that DATABASE_URL is right, then run npm run db:migrate.",
    );
  const code = codeOf(error) ?? codeOf((error as { cause?: unknown }).cause);
  const what = typeof code === "string" ? `${kind}, ${code}` : kind;
  return unknown(
    name,
    `No usable answer (${what}).`,
    "Check the network, the firewall and the URL in the environment, then run the doctor again.",
  );
}
