import "server-only";
import { z } from "zod";
import { findByAddress, findPerson, type Person } from "@/lib/operator/timeline/person";

const id = z.uuid();

/** Whom an action or a page is about: an account by its id, else an address. Null for nobody. */
export async function findSubject({
  user,
  address,
}: {
  user?: string;
  address?: string;
}): Promise<Person | null> {
  if (user) return id.safeParse(user).success ? findPerson(user) : null;
  return address ? findByAddress(address) : null;
}
