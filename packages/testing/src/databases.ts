import { randomUUID } from "node:crypto";
import pg from "pg";
import { localServerUrl } from "./local-server-url";

/** A database that a test made for itself. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** Makes a database on the test server, as a copy of a template: "template1" is empty. */
export async function copyDatabase(template = "template1"): Promise<TestDatabase> {
  const name = `latchkey_test_${randomUUID().replaceAll("-", "")}`;
  await onTestServer((client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`),
  );
  return {
    url: databaseUrl(name),
    drop: () =>
      onTestServer(async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

/** Does something on the test server, as its superuser. */
export async function onTestServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: localServerUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The superuser's URL of a database of the test server. */
export function databaseUrl(name: string): string {
  const url = new URL(localServerUrl());
  url.pathname = `/${name}`;
  return url.href;
}
