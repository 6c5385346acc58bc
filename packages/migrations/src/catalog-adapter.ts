import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum, type SqlQuery, type SqlResultSet } from "@prisma/driver-adapter-utils";
import type pg from "pg";

const CHAR = 18;
const TEXT = 25;
const CHAR_MARK = "\u0000char";

/**
 * Prisma's adapter for PostgreSQL, made fit for migrating:
 * - The catalogue's columns of the internal type "char" are refused by the adapter and
 *   needed by the schema engine, so they pass through as marked text and come out as
 *   what they are.
 * - The adapter cuts a script at every semicolon, also inside functions and strings. A
 *   script is sent whole, which makes it one transaction too: it fails altogether.
 */
export class CatalogAdapter extends PrismaPg {
  constructor(pool: pg.Pool) {
    super(pool);
    pool.query = new Proxy(pool.query, { apply: markCharColumns });
  }

  override async connect() {
    const adapter = await super.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query: SqlQuery) => unmarkCharColumns(await queryRaw(query));
    adapter.executeScript = async (script: string) => {
      await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
    };
    return adapter;
  }
}

async function markCharColumns(query: pg.Pool["query"], pool: unknown, parameters: unknown[]) {
  const result: unknown = await Reflect.apply(query, pool, parameters);
  for (const field of fieldsOf(result)) {
    if (field.dataTypeID !== CHAR) continue;
    field.dataTypeID = TEXT;
    field.name += CHAR_MARK;
  }
  return result;
}

function fieldsOf(result: unknown): pg.FieldDef[] {
  const results = (Array.isArray(result) ? result : [result]) as pg.QueryResult[];
  return results.flatMap((each) => each.fields);
}

function unmarkCharColumns(result: SqlResultSet): SqlResultSet {
  const isChar = result.columnNames.map((name) => name.endsWith(CHAR_MARK));
  return {
    ...result,
    columnNames: result.columnNames.map((name) => name.replace(CHAR_MARK, "")),
    columnTypes: result.columnTypes.map((type, index) =>
      isChar[index] ? ColumnTypeEnum.Character : type,
    ),
  };
}
