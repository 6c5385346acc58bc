// Loaded before a child's own program ("node --import"). A parent that was killed cannot
// stop its children, but the channel to it closes; the child then ends by itself.
const GRACE_MS = 5_000;

/** Asks processes to end: one, or with a negative id a whole group of them. */
function end(target) {
  process.kill(target, "SIGTERM");
  setTimeout(() => process.exit(1), GRACE_MS).unref();
}

// Programs pass their options on to processes of their own, whose channels are theirs.
if (process.ppid === Number(process.env.LOCAL_STACK_PID)) {
  const group = process.platform === "win32" ? process.pid : -process.pid;
  process.once("disconnect", () => end(group));
  if (!process.connected) end(group);
  // Listening must not keep a finished program alive.
  process.channel?.unref();
} else if (process.env.NEXT_PRIVATE_WORKER === "1") {
  // The server behind "next dev" would outlive it.
  process.once("disconnect", () => end(process.pid));
}
