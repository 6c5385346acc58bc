import { availableParallelism } from "node:os";
import { hash } from "@node-rs/argon2";
import { rateOf } from "./rate";

const HASHES = 200;

/** The cost of a password's hash, as it stands in the hash. */
export interface HashCost {
  memoryCost: number;
  timeCost: number;
  parallelism: number;
}

/** Reads the cost that the product paid for a hash, so that the bench pays the same. */
export function costOf(passwordHash: string): HashCost {
  const [, memory, passes, lanes] =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(passwordHash) ?? [];
  if (!memory || !passes || !lanes) throw new Error("The product's hash is not Argon2id.");
  return { memoryCost: Number(memory), timeCost: Number(passes), parallelism: Number(lanes) };
}

/** How many passwords a second this machine can hash when it does nothing else. */
export async function hashingRate(cost: HashCost): Promise<{ perSecond: number; hashes: number }> {
  // Argon2id is the library's default, as in the product.
  const once = async () => void (await hash("nine moons over Jura", cost));
  return { perSecond: await rateOf(HASHES, availableParallelism(), once), hashes: HASHES };
}
