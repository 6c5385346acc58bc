import { existsSync } from "node:fs";
import path from "node:path";
import { chooseHome } from "./choose-home";
import { stopCluster } from "./stop-cluster";

/** Stops the server of the cluster kept in a folder, whoever started it. */
export async function stopPostgres(directory: string): Promise<void> {
  if (!existsSync(directory)) return;
  const home = chooseHome(directory);
  await stopCluster(home, path.join(home.directory, "cluster"));
}
