// The SES emulator as a process of its own.
import { serveSes } from "./serve-ses";

const port = Number(process.env.SES_PORT);
const server = await serveSes({ port });
console.log(`SES and its inbox: http://localhost:${port}`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
