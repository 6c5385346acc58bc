// The local SES as a process of its own.
import { serveSes } from "./serve-ses";

const { SES_PORT, SES_HOST, SES_SNS_TOPIC_ARNS, SES_MAX_SEND_RATE } = process.env;
const { SES_WEBHOOK_URL: webhook, SES_SUBSCRIBED_URL: subscribedUrl } = process.env;
const [topic] = (SES_SNS_TOPIC_ARNS ?? "").split(",");
const server = await serveSes({
  port: Number(SES_PORT),
  ...(SES_HOST && { host: SES_HOST }),
  ...(SES_MAX_SEND_RATE && { account: { maxSendRate: Number(SES_MAX_SEND_RATE) } }),
  ...(webhook && {
    events: { webhook, ...(subscribedUrl && { subscribedUrl }), ...(topic && { topic }) },
  }),
});
console.log(`SES and its inbox: http://localhost:${SES_PORT}`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
