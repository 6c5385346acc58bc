import type { Context } from "./context";
import type { Database, Statement, Transaction } from "./database";
import { alignCrons } from "./fire-crons";
import { readRegistration, type RegisteredApp } from "./read-registration";

const LOAD: Statement = { name: "load-apps", text: "SELECT registration FROM app ORDER BY id" };

/** An app that changed its name stays one app: its URL tells. */
const SAVE: Statement = {
  name: "save-app",
  text: `
    WITH renamed AS (DELETE FROM app WHERE url = $2 AND id <> $1)
    INSERT INTO app (id, url, registration, registered_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (id) DO UPDATE SET url = excluded.url, registration = excluded.registration,
                                   registered_at = excluded.registered_at`,
};

/** Reads the apps that registered before this start into the catalog. */
export async function loadApps(database: Database, context: Context): Promise<void> {
  const rows = await database.query<{ registration: string }>(LOAD);
  const apps = rows.flatMap(({ registration }) => {
    const read = readRegistration(JSON.parse(registration));
    if (!read.ok) context.log(`an earlier registration is not understood any more: ${read.reason}`);
    return read.ok ? [read.value] : [];
  });
  context.catalog.replace(apps);
  await database.transaction((tx) => alignCrons(tx, context, apps));
}

/**
 * Puts an app in the place of what it registered before. Returns all apps as they are with
 * it, for the catalog, which is to change when this is committed.
 */
export async function saveApp(
  tx: Transaction,
  context: Context,
  app: RegisteredApp,
  registration: string,
): Promise<RegisteredApp[]> {
  await tx.query(SAVE, [app.id, app.url, registration, new Date(context.now())]);
  const others = context.catalog.apps().filter(({ id, url }) => id !== app.id && url !== app.url);
  const apps = [...others, app];
  await alignCrons(tx, context, apps);
  return apps;
}
