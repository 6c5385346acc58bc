import { forgetProcess } from "./forget-process";
import { testEnvironment } from "./test-environment";

/**
 * Loads modules of the product anew, in an environment of their own, as another process
 * would: for what depends on keys or settings. No database stands behind it.
 */
export async function loadWith<T>(
  variables: Record<string, string>,
  load: () => Promise<T>,
): Promise<T> {
  forgetProcess();
  const databaseUrl = "postgresql://nobody@127.0.0.1:9/none";
  Object.assign(process.env, testEnvironment({ databaseUrl, port: 3000 }), variables);
  return load();
}
