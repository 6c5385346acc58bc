// Loaded before a child's own program ("node --import"). A parent that was killed cannot
// stop its children, but the channel to it closes; the child then ends by itself.
const GRACE_MS = 5_000;

function end() {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), GRACE_MS).unref();
}

process.once("disconnect", end);
// Listening must not keep a finished program alive.
process.channel?.unref();
