import { rmSync } from "node:fs";
import path from "node:path";
import { chooseHome } from "./choose-home";
import { stopCluster } from "./stop-cluster";

/** Deletes a local cluster and all its data for good, stopping its server first. */
export async function removeCluster(directory: string): Promise<void> {
  const home = chooseHome(directory);
  await stopCluster(home, path.join(home.directory, "cluster"));
  rmSync(home.base, { recursive: true, force: true });
  rmSync(directory, { recursive: true, force: true });
}
