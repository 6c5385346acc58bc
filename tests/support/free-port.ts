export { findFreePort as freePort } from "@latchkey/local-stack/ports/find-free-port";
