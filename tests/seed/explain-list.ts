import pg from "pg";
import { db, type Sql, sql, type Tx } from "@/lib/db";
import { listStatement, PAGE_SIZE, planList } from "@/lib/operator/lists/find-page";
import { beyond } from "@/lib/operator/lists/keyset";
import type { ListDefinition, ListRow } from "@/lib/operator/lists/list-definition";
import { readListQuery } from "@/lib/operator/lists/list-query";

/** A node of PostgreSQL's plan, as far as we read it. */
type PlanNode = {
  "Node Type": string;
  "Relation Name"?: string;
  Alias?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: PlanNode[];
};

type Explained = { Plan: PlanNode; "Planning Time": number; "Execution Time": number };

/** What one page of a list costs the database. */
export type Cost = {
  planMs: number;
  runMs: number;
  /** Rows of the list's own table that were looked at, shown or not. */
  rowsRead: number;
};

/** How a list's own table is called in its statement, and by PostgreSQL where that is taken. */
const LIST_TABLE = /^t(_\d+)?$/;

function rowsRead(node: PlanNode): number {
  const here =
    node["Relation Name"] !== undefined && LIST_TABLE.test(node.Alias ?? "")
      ? (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"]
      : 0;
  return (node.Plans ?? []).reduce((sum, child) => sum + rowsRead(child), here);
}

/** The statement that reads a page of a list. */
async function statementOf<Row extends ListRow>(
  list: ListDefinition<Row>,
  parameters: Record<string, string>,
): Promise<Sql> {
  const query = readListQuery(list, parameters);
  const plan = await planList(list, query);
  const { place } = query;
  const conditions = place
    ? [...plan.conditions, beyond(plan.order, place.cursor)]
    : plan.conditions;
  return listStatement(list, { ...plan, conditions }, PAGE_SIZE + 1);
}

function costOf(answer: { "QUERY PLAN": [Explained] } | undefined): Cost {
  if (!answer) throw new Error("PostgreSQL explained nothing.");
  const [explained] = answer["QUERY PLAN"];
  return {
    planMs: explained["Planning Time"],
    runMs: explained["Execution Time"],
    rowsRead: rowsRead(explained.Plan),
  };
}

/** Has PostgreSQL run the statement of a page, and tell what it did. */
export async function explainList<Row extends ListRow>(
  list: ListDefinition<Row>,
  parameters: Record<string, string>,
  client: Pick<Tx, "$queryRaw"> = db,
): Promise<Cost> {
  const statement = await statementOf(list, parameters);
  const [answer] = await client.$queryRaw<{ "QUERY PLAN": [Explained] }[]>(
    sql`EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`,
  );
  return costOf(answer);
}

/** A value as EXECUTE takes it. */
function literal(value: unknown): string {
  if (value === null) return "NULL";
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString());
  if (Array.isArray(value))
    return pg.escapeLiteral(`{${value.map((each) => JSON.stringify(each)).join(",")}}`);
  return pg.escapeLiteral(String(value));
}

/**
 * The same by the plan that PostgreSQL makes without knowing the values, as it may for a prepared
 * statement. That plan is made once for each connection, so making it costs nothing here.
 */
export async function explainGeneric<Row extends ListRow>(
  list: ListDefinition<Row>,
  parameters: Record<string, string>,
  client: pg.Client,
): Promise<Cost> {
  const { text, values } = await statementOf(list, parameters);
  await client.query("SET plan_cache_mode = force_generic_plan");
  await client.query(`PREPARE page AS ${text}`);
  try {
    const given = values.length > 0 ? `(${values.map(literal).join(", ")})` : "";
    const { rows } = await client.query<{ "QUERY PLAN": [Explained] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE page ${given}`,
    );
    return { ...costOf(rows[0]), planMs: 0 };
  } finally {
    await client.query("DEALLOCATE page");
  }
}
