import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { MINUTE, SECOND } from "./clock";
import { env } from "./env";
import { Prisma, PrismaClient } from "./generated/prisma/client";
import { oncePerProcess } from "./once-per-process";

// A burst waits for its turn at the pool; Prisma's two seconds would answer it with errors.
const PATIENCE = { maxWait: 15 * SECOND, timeout: 15 * SECOND };

/** Marks a statement that is not prepared. */
const UNPREPARED = "/* unprepared */";

/** The most statements that one connection keeps prepared. */
const MOST_PREPARED = 300;

/**
 * Names statements, so that PostgreSQL parses and plans each once for a connection and not at
 * each use: that is half of its work. It never forgets one, and Prisma writes a statement of its
 * own for every length of a list, so only the first ones get a name.
 */
function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql: text }) => {
    const isPrepared = !text.includes(UNPREPARED);
    if (isPrepared && !names.has(text) && names.size < MOST_PREPARED)
      names.set(text, `latchkey_${names.size + 1}`);
    // To pg, an empty name is none.
    return names.get(text) ?? "";
  };
}

function connect(): PrismaClient {
  const options = {
    connectionString: env.DATABASE_URL,
    // A connection whose packets vanish would keep a request, and its place in the pool, for a
    // quarter of an hour. No statement of ours takes a minute.
    query_timeout: MINUTE,
    connectionTimeoutMillis: PATIENCE.maxWait,
    keepAlive: true,
  };
  const adapter = new PrismaPg(options, { statementNameGenerator: statementNames() });
  return new PrismaClient({ adapter });
}

/** The database. One client, one pool, for each process. */
export const db = oncePerProcess("database", connect);

/** Parts of statements, put together without ever putting a value into the text. */
export const { sql, join, empty } = Prisma;
export type Sql = Prisma.Sql;

/**
 * In a statement that PostgreSQL has to plan for the very values it is sent with: a prepared one
 * may be planned for any values, which took seconds in lists of a million people.
 */
export const unprepared = Prisma.raw(UNPREPARED);

/** The models of prisma/schema.prisma. */
export const modelNames = Object.values(Prisma.ModelName);

/** A condition on verifications. */
export type VerificationWhere = Prisma.VerificationWhereInput;

declare const openTransaction: unique symbol;

/** A transaction under way. Only `inTransaction` makes one: the bare client is none. */
export type Tx = Prisma.TransactionClient & { readonly [openTransaction]: true };

/** Runs `work` in one transaction: all of its writes happen, or none. */
export function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction((tx) => work(tx as Tx), PATIENCE);
}

/** Whether a write failed because a value that must be unique is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

/** No such database, table, column or type, in PostgreSQL's codes. */
const NOT_MIGRATED = new Set(["3D000", "42P01", "42703", "42704"]);

/** In Prisma's codes for its models, and in its words for statements of ours. */
const UNREACHABLE = new Set(["P1001", "P1002", "P1017", "DatabaseNotReachable", "SocketTimeout"]);

/** What is wrong with the database itself, where a statement failed because of that. */
export function databaseTrouble(error: unknown): "unreachable" | "not_migrated" | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null;
  const { driverAdapterError } = (error.meta ?? {}) as {
    driverAdapterError?: { cause?: { originalCode?: string; kind?: string } };
  };
  const { originalCode = "", kind = "" } = driverAdapterError?.cause ?? {};
  if (UNREACHABLE.has(error.code) || UNREACHABLE.has(kind)) return "unreachable";
  return NOT_MIGRATED.has(originalCode) ? "not_migrated" : null;
}

export type {
  AddressChange,
  AuditActor,
  AuditEvent,
  Delivery,
  DeliveryChannel,
  DeliveryTemplate,
  FactorRemoval,
  FactorRemovalEnd,
  PasswordReset,
  PendingSignIn,
  PhoneCode,
  PhoneCodePurpose,
  Registration,
  SecondFactor,
  SecondFactorKind,
  SenderStanding,
  Suppression,
  SuppressionScope,
  User,
  UserRole,
  Verification,
} from "./generated/prisma/client";
