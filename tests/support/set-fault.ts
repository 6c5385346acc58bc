import type { FaultName } from "@latchkey/ses-local/fault";

/** Switches a fault of the stack's SES on, for the emails to one address. */
export async function setFault(fault: { fault: FaultName; to: string; times: number }) {
  const response = await fetch(new URL("/faults", process.env.TEST_SES_URL), {
    method: "POST",
    body: JSON.stringify(fault),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
}
