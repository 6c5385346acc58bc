import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { SECOND } from "./clock";
import { env } from "./env";
import { Prisma, PrismaClient } from "./generated/prisma/client";

// Development reloads modules; a second client would be a second pool of connections.
const shared = globalThis as typeof globalThis & { latchkeyDb?: PrismaClient };

/** The database. One client, one pool, for each process. */
export const db = (shared.latchkeyDb ??= new PrismaClient({
  adapter: new PrismaPg({ connectionString: env.DATABASE_URL }),
}));

/** Parts of statements, put together without ever putting a value into the text. */
export const { sql, join, empty } = Prisma;
export type Sql = Prisma.Sql;

declare const openTransaction: unique symbol;

/** A transaction under way. Only `inTransaction` makes one: the bare client is none. */
export type Tx = Prisma.TransactionClient & { readonly [openTransaction]: true };

// A burst waits for its turn at the pool; Prisma's two seconds would answer it with errors.
const PATIENCE = { maxWait: 15 * SECOND, timeout: 15 * SECOND };

/** Runs `work` in one transaction: all of its writes happen, or none. */
export function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction((tx) => work(tx as Tx), PATIENCE);
}

export type {
  AddressChange,
  AuditActor,
  AuditEvent,
  Delivery,
  DeliveryTemplate,
  PasswordReset,
  Registration,
  SenderStanding,
  Suppression,
  SuppressionScope,
  User,
  UserRole,
  Verification,
} from "./generated/prisma/client";
