const INSUFFICIENT_PRIVILEGE = "42501";

/** What went wrong with a database, in words for whoever typed the command. */
export function explainError(error: unknown): string {
  // Several addresses of one name were tried: what the first said is enough.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const text = withoutTrace(first instanceof Error ? first.message : String(first));
  const code = first instanceof Error && "code" in first ? first.code : undefined;
  if (code === INSUFFICIENT_PRIVILEGE || /permission denied/.test(text))
    return `The role of the database's URL may not do that: ${text.replace(/^ERROR: /, "")}`;
  return text;
}

/** What Prisma's engine says ends with a list of its own functions, which help nobody here. */
export function withoutTrace(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/^\s+\d+: |^\s+(at|with) .*(\.rs|=)/.test(line))
    .join("\n")
    .trim();
}
