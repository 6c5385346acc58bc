import { expect, test } from "vitest";
import {
  CLAIM_MS,
  HAND_OVER_TIMEOUT_MS,
  LATEST_HAND_OVER_MS,
  MAX_TURNS,
  QUOTA_TIMEOUT_MS,
  SEND_EVENT_TIMEOUT_MS,
  SES_CONNECTION_TIMEOUT_MS,
  SES_REQUEST_TIMEOUT_MS,
  TURN_AHEAD_MS,
} from "@/lib/email/attempt-times";
import { smtpOptions } from "@/lib/email/smtp-options";

test("an email whose attempt waits for everything it can wait for is still handed over within its claim", () => {
  const before = QUOTA_TIMEOUT_MS + MAX_TURNS * TURN_AHEAD_MS;
  expect(before).toBeLessThanOrEqual(LATEST_HAND_OVER_MS);
  expect(LATEST_HAND_OVER_MS + HAND_OVER_TIMEOUT_MS).toBeLessThan(CLAIM_MS);
});

test("a provider that is silent is given up before handing over is", () => {
  expect(SES_CONNECTION_TIMEOUT_MS + SES_REQUEST_TIMEOUT_MS).toBeLessThan(HAND_OVER_TIMEOUT_MS);
  const { dnsTimeout, connectionTimeout, socketTimeout } = smtpOptions("smtp://localhost");
  expect(dnsTimeout + connectionTimeout).toBeLessThan(HAND_OVER_TIMEOUT_MS);
  expect(socketTimeout).toBeLessThan(HAND_OVER_TIMEOUT_MS);
});

test("SES's word is waited for until the attempt it is about has certainly ended", () => {
  expect(SEND_EVENT_TIMEOUT_MS).toBeGreaterThan(CLAIM_MS);
});
