import pg from "pg";

/** A statement. One with a name is parsed and planned once a connection. */
export interface Statement {
  name?: string;
  text: string;
}

/** What answers queries: the database, each by itself, or a transaction. */
export interface Queries {
  query<Row extends pg.QueryResultRow>(statement: Statement, values?: unknown[]): Promise<Row[]>;
}

/** Queries that take effect together. */
export type Transaction = Queries & { readonly isTransaction: true };

export interface Database extends Queries {
  /** Commits what the work did, or undoes all of it when it throws. */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

const MOST_CONNECTIONS = 6;
const CONNECT_TIMEOUT_MS = 5_000;
const QUERY_TIMEOUT_MS = 30_000;

/** Connections to the runner's schema. None is opened before the first query. */
export function openDatabase(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    application_name: "inngest-runner",
    options: "-c search_path=inngest_runner",
  });
  // A connection that PostgreSQL closes while it is idle is replaced at its next use.
  pool.on("error", () => undefined);
  return {
    ...queriesOn(pool),
    transaction: (work) => inTransaction(pool, work),
    close: () => pool.end(),
  };
}

function queriesOn(connection: pg.Pool | pg.PoolClient): Queries {
  return {
    query: async <Row extends pg.QueryResultRow>(statement: Statement, values?: unknown[]) =>
      (await connection.query<Row>(values === undefined ? statement : { ...statement, values }))
        .rows,
  };
}

async function inTransaction<Result>(
  pool: pg.Pool,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  // Between two queries nobody waits for an error; the next query reports it.
  const ignore = () => undefined;
  client.on("error", ignore);
  let broken = false;
  try {
    await client.query("BEGIN");
    const result = await work({ ...queriesOn(client), isTransaction: true });
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.off("error", ignore);
    client.release(broken);
  }
}
