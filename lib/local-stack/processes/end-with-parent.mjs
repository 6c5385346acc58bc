// Loaded before a child's own program ("node --import"). A parent that was killed cannot
// stop its children, but the channel to it closes; the child then ends by itself.
const GRACE_MS = 5_000;

function end() {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), GRACE_MS).unref();
}

// Programs pass their options on to processes of their own, whose channels are theirs.
if (process.ppid === Number(process.env.LOCAL_STACK_PID)) {
  process.once("disconnect", end);
  // Listening must not keep a finished program alive.
  process.channel?.unref();
} else if (process.env.NEXT_PRIVATE_WORKER === "1") {
  // The server behind "next dev" would outlive it.
  process.once("disconnect", end);
}
