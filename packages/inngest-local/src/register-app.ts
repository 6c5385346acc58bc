import { saveApp } from "./app-store";
import type { Context } from "./context";
import type { Database } from "./database";
import { readRegistration } from "./read-registration";

type RegisterOutcome =
  { outcome: "registered" } | { outcome: "unchanged" } | { outcome: "refused"; reason: string };

/** Takes registrations, and remembers what was refused so that the page can say it. */
export interface Registrar {
  register(body: unknown): Promise<RegisterOutcome>;
  /** Why the last registration of an app was refused, by the app's name. */
  refusals(): ReadonlyMap<string, string>;
}

export function createRegistrar(
  database: Database,
  context: Context,
  onChange: () => void,
): Registrar {
  const registered = new Map<string, string>();
  const refusals = new Map<string, string>();

  async function register(body: unknown): Promise<RegisterOutcome> {
    const read = readRegistration(body);
    if (!read.ok) {
      const app = nameOf(body);
      if (refusals.get(app) !== read.reason)
        context.log(`refused to register ${app}: ${read.reason}`);
      refusals.set(app, read.reason);
      return { outcome: "refused", reason: read.reason };
    }
    const app = read.value;
    const text = JSON.stringify(body);
    refusals.delete(app.id);
    if (registered.get(app.id) === text) return { outcome: "unchanged" };
    const apps = await database.transaction((tx) => saveApp(tx, context, app, text));
    context.catalog.replace(apps);
    registered.set(app.id, text);
    context.log(`registered ${app.id} at ${app.url}: ${app.functions.length} functions`);
    onChange();
    return { outcome: "registered" };
  }

  return { register, refusals: () => refusals };
}

function nameOf(body: unknown): string {
  if (typeof body !== "object" || body === null || !("appName" in body)) return "an app";
  return typeof body.appName === "string" ? body.appName : "an app";
}
