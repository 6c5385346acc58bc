import type { IncomingHttpHeaders } from "node:http";
import type { RunnerResponse } from "@latchkey/local-http/http-server";
import { faultSchema } from "./fault";
import type { Faults } from "./faults";
import { faultsPage } from "./faults-page";

const NUMBERS = new Set(["share", "times", "ms"]);

const backToPage: RunnerResponse = { status: 303, headers: { location: "/faults" }, body: "" };

/** Answers a browser that looks at the switches or turns one; undefined for a program. */
export function faultForms(
  faults: Faults,
  { method, headers, url }: { method: string; headers: IncomingHttpHeaders; url: URL },
  body: string,
): RunnerResponse | undefined {
  const [, base, id = "", act] = url.pathname.split("/");
  // Not by the content type: curl calls everything a form.
  const isBrowser = headers.accept?.includes("text/html") ?? false;
  if (base !== "faults" || !isBrowser) return undefined;
  if (method === "GET" && id === "") return faultsPage(faults.list());
  if (method !== "POST") return undefined;
  if (id === "") return set(faults, new URLSearchParams(body));
  if (id === "clear") faults.clear();
  else if (act === "remove") faults.remove(id);
  return backToPage;
}

function set(faults: Faults, form: URLSearchParams): RunnerResponse {
  const given = [...form]
    .filter(([, text]) => text.trim() !== "")
    .map(([name, text]) => [name, NUMBERS.has(name) ? Number(text) : text.trim()]);
  const result = faultSchema.safeParse(Object.fromEntries(given));
  if (!result.success) {
    const says = result.error.issues.map(({ path, message }) => [...path, message].join(" "));
    return faultsPage(faults.list(), says.join("; "));
  }
  faults.set(result.data);
  return backToPage;
}
