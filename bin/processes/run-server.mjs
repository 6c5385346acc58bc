import cluster from "node:cluster";
import { webConcurrency } from "./web-concurrency.mjs";

/**
 * Starts the server in this very process, or, with a WEB_CONCURRENCY above 1, in as many
 * processes as it says, which share the port. This one then only keeps them running.
 *
 * @param startServer starts the server of Next.js; it checks the environment itself
 */
export async function runServer(startServer) {
  const count = webConcurrency();
  if (!cluster.isPrimary || count === 1) return startServer();
  const { keepProcesses } = await import("./keep-processes.mjs");
  keepProcesses(count);
}
