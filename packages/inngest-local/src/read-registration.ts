import type { FunctionDefinition } from "./function-definition";
import type { Parsed } from "./parsed";
import { readFunction } from "./read-function";
import { registration } from "./registration-schema";

/** An app and the functions it offers. */
export interface RegisteredApp {
  id: string;
  url: string;
  sdk: string;
  functions: FunctionDefinition[];
}

/** Reads what an app registers. One function that cannot be honoured refuses the whole of it. */
export function readRegistration(body: unknown): Parsed<RegisteredApp> {
  const parsed = registration.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return {
      ok: false,
      reason: `registration: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`,
    };
  }
  const functions: FunctionDefinition[] = [];
  for (const raw of parsed.data.functions) {
    const read = readFunction(raw);
    if (!read.ok) return { ok: false, reason: `function "${raw.id}": ${read.reason}` };
    functions.push(read.value);
  }
  const { appName, url, sdk } = parsed.data;
  return { ok: true, value: { id: appName, url, sdk: sdk ?? "unknown SDK", functions } };
}
