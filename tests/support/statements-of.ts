import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";
import { vi } from "vitest";

const watched = new AsyncLocalStorage<{ name?: string; text: string }[]>();

/**
 * The statements that some work sends to the database, without the values in them. What goes on
 * beside it, by a timer for example, is not its work.
 */
export async function preparedStatementsOf(
  work: () => Promise<unknown>,
): Promise<{ name?: string; text: string }[]> {
  const send = pg.Client.prototype.query as (...values: unknown[]) => unknown;
  const query = vi.spyOn(pg.Client.prototype, "query");
  query.mockImplementation(function (this: pg.Client, ...values: unknown[]) {
    const [statement] = values as [string | { name?: string; text: string }];
    watched.getStore()?.push(typeof statement === "string" ? { text: statement } : statement);
    return send.apply(this, values);
  } as never);
  const sent: { name?: string; text: string }[] = [];
  try {
    await watched.run(sent, work);
    return sent;
  } finally {
    query.mockRestore();
  }
}

/** The texts of the statements that some work sends to the database. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  return (await preparedStatementsOf(work)).map(({ text }) => text);
}
