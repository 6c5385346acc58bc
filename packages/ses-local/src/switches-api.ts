import type { z } from "zod";
import { json, type RunnerResponse } from "@latchkey/local-http/http-server";
import { accountSchema } from "./account";
import type { Context } from "./context";
import { faultSchema } from "./fault";
import { setupSchema } from "./setup";

const BASES = ["faults", "account", "setup", "stats", "mails"] as const;

const firstPartOf = ({ pathname }: URL) => pathname.split("/")[1];

export function isSwitch(url: URL): boolean {
  return BASES.some((base) => base === firstPartOf(url));
}

/** The switches and what can be looked at; no part of SES. README.md lists them. */
export function switchesApi(
  context: Context,
  method: string,
  url: URL,
  body: string,
): RunnerResponse {
  const { account, faults, mailbox, setup, stats, textStats } = context;
  const showStats = () => {
    const { requests, accepted, throttled, refused, unanswered } = textStats.show();
    return json({ ...stats.show(), texts: { requests, accepted, throttled, refused, unanswered } });
  };
  const [, base, id, ...more] = url.pathname.split("/");
  const path = more.length > 0 ? "" : `${method} /${base}${id === undefined ? "" : "/:id"}`;
  switch (path) {
    case "GET /faults":
      return json(faults.list());
    case "POST /faults":
      return checked(faultSchema, body, (fault) => json({ id: faults.set(fault) }, 201));
    case "DELETE /faults":
      faults.clear();
      return json({});
    case "DELETE /faults/:id":
      return faults.remove(id ?? "") ? json({}) : json({ error: "There is no such fault." }, 404);
    case "GET /account":
      return json(account.show());
    case "PUT /account":
      return checked(accountSchema, body, (settings) => {
        account.change(settings);
        return json(account.show());
      });
    case "GET /setup":
      return json(setup.show());
    case "PUT /setup":
      return checked(setupSchema, body, (settings) => {
        setup.change(settings);
        return json(setup.show());
      });
    case "DELETE /setup":
      setup.reset();
      return json(setup.show());
    case "GET /stats":
      return showStats();
    case "DELETE /stats":
      stats.reset();
      textStats.reset();
      return showStats();
    case "GET /mails": {
      const since = Number(url.searchParams.get("since") ?? 0);
      // A plus that somebody typed into a URL is a blank to whoever reads it.
      const to = url.searchParams.get("to")?.replace(/^ (?=\d)/, "+") ?? null;
      return json(mailbox.find({ to, since }));
    }
    default:
      return json({ error: "There is no such switch." }, 404);
  }
}

/** Goes on with a body that is as it should be; otherwise says what should be. */
function checked<Schema extends z.ZodType>(
  schema: Schema,
  body: string,
  use: (value: z.output<Schema>) => RunnerResponse,
): RunnerResponse {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return json({ error: "The body is no JSON." }, 400);
  }
  const result = schema.safeParse(value);
  if (result.success) return use(result.data);
  const says = result.error.issues.map(({ path, message }) => [...path, message].join(" "));
  return json({ error: says.join("; ") }, 400);
}
