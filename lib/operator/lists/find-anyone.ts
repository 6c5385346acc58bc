import "server-only";
import { db } from "../../db";
import { normaliseAddress } from "../../request/address";
import { findPage } from "./find-page";
import { classifySearch } from "./search-text";
import { userList } from "./user-list";

/** What a search for somebody found: one person, several, nobody. */
export type Found =
  | { kind: "one"; userId: string | null; address: string }
  | { kind: "several" }
  | { kind: "nobody" };

type Owner = { userId: string | null; address: string };

const oneOf = ([owner]: Owner[]): Found => (owner ? { kind: "one", ...owner } : { kind: "nobody" });

/** Whose an id is: an account's, a registration's or an email's. */
async function findById(id: string): Promise<Found> {
  return oneOf(
    await db.$queryRaw<Owner[]>`
      SELECT id AS "userId", address FROM "user" WHERE id = ${id}::uuid
      UNION ALL SELECT user_id, address FROM registration WHERE id = ${id}::uuid
      UNION ALL SELECT user_id, address FROM delivery WHERE id = ${id}::uuid`,
  );
}

/** Whoever the provider's id of an email was sent to. */
async function findByMessageId(providerMessageId: string): Promise<Found> {
  const select = { userId: true, address: true };
  const email = await db.delivery.findUnique({ where: { providerMessageId }, select });
  return oneOf(email ? [email] : []);
}

/**
 * Finds somebody by whatever an operator has of them: the beginning of an address, the id of an
 * account, a registration or an email, the provider's id of an email. Each by an index.
 */
export async function findAnyone(text: string): Promise<Found> {
  const typed = classifySearch(text);
  if (typed.kind === "nothing") return { kind: "nobody" };
  if (typed.kind === "id") return findById(typed.id);
  if (typed.kind === "word") {
    const found = await findByMessageId(typed.word);
    if (found.kind === "one") return found;
  }
  const { rows } = await findPage(userList, { text, sort: "address", filters: {}, place: null });
  const [first, ...more] = rows;
  if (more.length > 0) return { kind: "several" };
  if (first) return { kind: "one", userId: first.id, address: first.address };
  // Something may have been sent to an address that is nobody's.
  const address = normaliseAddress(text);
  return address ? { kind: "one", userId: null, address } : { kind: "nobody" };
}
