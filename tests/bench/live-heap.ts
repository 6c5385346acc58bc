import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { poll } from "@latchkey/testing/poll";

const preload = pathToFileURL(path.join(import.meta.dirname, "report-heap.mjs")).href;

export interface HeapReports {
  /** What Node.js has to be started with. */
  nodeOptions: string[];
  environment: { BENCH_HEAP_FOLDER: string };
  /** Heap in use after a full collection, in MB: of all processes together. */
  read(): Promise<number>;
  remove(): void;
}

/** Lets a Node.js program, and the processes that it forks, report their heaps. */
export function prepareHeapReports(): HeapReports {
  const folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-heap-"));
  const readOne = async (pid: string): Promise<number> => {
    const file = path.join(folder, pid);
    truncateSync(file);
    process.kill(Number(pid), "SIGUSR2");
    const what = `the heap of process ${pid}`;
    const report = await poll(what, () => readFileSync(file, "utf8") || undefined);
    return (JSON.parse(report) as NodeJS.MemoryUsage).heapUsed / 1e6;
  };
  return {
    nodeOptions: ["--import", preload],
    environment: { BENCH_HEAP_FOLDER: folder },
    read: async () => {
      const heaps = await Promise.all(readdirSync(folder).map(readOne));
      return heaps.reduce((sum, heap) => sum + heap, 0);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
