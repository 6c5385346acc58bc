import { explainFailure } from "../explain-failure";
import { type CheckedLine, rule } from "../line";
import type { DatabaseFacts, Ports } from "../ports";

/** The oldest version of PostgreSQL that is tested and still maintained. */
const OLDEST_VERSION = 15;

function describeRole(facts: DatabaseFacts): { isRight: boolean; found: string; fix: string } {
  if (facts.tablesWithoutRights > 0)
    return {
      isRight: false,
      found: `The role may not read and write ${facts.tablesWithoutRights} tables.`,
      fix: "Run npm run db:migrate with DATABASE_APP_ROLE set to the app's role.",
    };
  const tooMuch = facts.isSuperuser
    ? "is a superuser"
    : facts.canCreateTables
      ? "may change tables"
      : null;
  return {
    isRight: tooMuch === null,
    found: tooMuch ? `The app's role ${tooMuch}.` : "The role may read and write data only.",
    fix: "Use a role of its own for the app: ops/postgres/roles.sql, then npm run db:migrate with DATABASE_APP_ROLE.",
  };
}

async function checkMigrations({ database, migrations }: Ports): Promise<CheckedLine> {
  const [missing, applied] = await Promise.all([
    database.missingModels(),
    database.appliedMigrations(),
  ]);
  const late = applied && migrations ? migrations.filter((name) => !applied.includes(name)) : [];
  const isSeen = applied !== null && migrations !== null;
  const found =
    late.length > 0
      ? `Not applied: ${late.join(", ")}.`
      : missing.length > 0
        ? `Tables or columns are missing: ${missing.join(", ")}.`
        : isSeen
          ? `All ${migrations.length} migrations are applied.`
          : "Every table and column that the app reads is there.";
  return rule({
    name: "migrations",
    isRight: late.length === 0 && missing.length === 0,
    found,
    right: "The database has every migration of this version.",
    fix: "Run npm run db:migrate.",
  });
}

export async function checkDatabase(ports: Ports): Promise<CheckedLine[]> {
  const { database, env } = ports;
  const facts = await database
    .facts()
    .catch((error: unknown) => explainFailure("connection", error));
  // Nobody can register or sign in: that is no mere lack of knowledge.
  if ("fix" in facts)
    return [{ ...facts, state: "wrong", right: "The database answers with DATABASE_URL." }];
  const major = Math.floor(facts.version / 10_000);
  const role = describeRole(facts);
  const isUsable = facts.tablesWithoutRights === 0;
  const hears = await database.hears();
  return [
    rule({
      name: "version",
      isRight: major >= OLDEST_VERSION,
      found: `PostgreSQL ${major}.${facts.version % 10_000}.`,
      right: `PostgreSQL ${OLDEST_VERSION} or newer.`,
      fix: `Move to a supported version of PostgreSQL.`,
    }),
    rule({
      name: "writable",
      isRight: !facts.isReadOnly,
      found: facts.isReadOnly ? "The database is read-only." : "The database takes writes.",
      right: "DATABASE_URL names the primary.",
      fix: "Set DATABASE_URL to the primary, not to a standby.",
    }),
    await checkMigrations(ports),
    rule({
      name: "role rights",
      ...role,
      // Too many rights do no harm until somebody steals the connection string.
      otherwise: isUsable ? "warning" : "wrong",
      right: "The app's role may read and write data, and not change tables.",
    }),
    rule({
      name: "pooler",
      isRight: hears,
      otherwise: "warning",
      found: hears
        ? "A connection hears what another one announces."
        : `The connection of ${env.DATABASE_DIRECT_URL ? "DATABASE_DIRECT_URL" : "DATABASE_URL"} hears nothing: a transaction pooler is in front of the database.`,
      right: "The connection that listens goes to the database itself.",
      fix: "Set DATABASE_DIRECT_URL to the database without the pooler. Until then waiting pages learn of changes some seconds late.",
    }),
  ];
}
