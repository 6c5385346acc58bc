// What the image "latchkey" runs: the server that Next.js made for it, in one process or in several.
import { runServer } from "./run-server.mjs";

await runServer(() => import(new URL("../../server.js", import.meta.url).href));
