export { findFreePort as freePort } from "@/lib/local-stack/ports/find-free-port";
