// Preloaded into the app: on SIGUSR2 it writes how much memory is in use after a full collection
// to a file of its own. V8 collects late while memory is plenty, so the resident size alone
// does not say what is kept.
import { renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const file = path.join(process.env.BENCH_HEAP_FOLDER, String(process.pid));

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

process.on("SIGUSR2", async () => {
  for (let times = 0; times < 3; times += 1) {
    collect();
    await setImmediate();
  }
  // Renamed, so that nobody reads half of it.
  writeFileSync(`${file}.unfinished`, JSON.stringify(process.memoryUsage()));
  renameSync(`${file}.unfinished`, file);
});
writeFileSync(file, "");
