// Loaded before "next dev". When it ends, Next.js starts a process of its own for its telemetry,
// also where telemetry is switched off. It would send nothing, and outlive us for seconds.
import childProcess from "node:child_process";

const spawn = childProcess.spawn;
childProcess.spawn = (program, args, options) =>
  args?.[0]?.endsWith("detached-flush.js") ? undefined : spawn(program, args, options);
