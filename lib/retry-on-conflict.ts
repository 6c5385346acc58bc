import "server-only";
import { isUniqueViolation } from "./db";

/** Each try sees what the one before it lost to; a third conflict in a row is a fault. */
const MAX_TRIES = 3;

/**
 * Runs a transaction that gives an account another address, once more when somebody took that
 * address at the same moment. The next try finds them there and decides.
 */
export async function retryOnConflict<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === MAX_TRIES || !isUniqueViolation(error)) throw error;
    }
  }
}
