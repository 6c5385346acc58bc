import {
  DeleteSuppressedDestinationCommand,
  GetSuppressedDestinationCommand,
  ListSuppressedDestinationsCommand,
  NotFoundException,
  PutSuppressedDestinationCommand,
} from "@aws-sdk/client-sesv2";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { FROM, type LocalSes, startLocalSes } from "@/tests/support/local-ses";

let ses: LocalSes;

beforeAll(async () => {
  ses = await startLocalSes();
});

beforeEach(async () => {
  await ses.setAccount({
    maxSendRate: 1_000,
    max24HourSend: -1,
    sentLast24Hours: 0,
    isSandbox: false,
    verified: ["latchkey.example"],
    suppressed: [],
    suppressedReasons: ["BOUNCE", "COMPLAINT"],
  });
});

afterAll(() => ses.stop());

test("of more emails than the rate allows within a second, the rest is throttled", async () => {
  await ses.setAccount({ maxSendRate: 3 });
  const results = await Promise.all(
    Array.from({ length: 5 }, () => ses.trySending("rate@example.com")),
  );
  expect(results.filter((result) => result === "sent")).toHaveLength(3);
  expect(results.filter((result) => result === "throttled")).toHaveLength(2);
});

test("over the daily quota nothing is taken, but for the mailbox simulator", async () => {
  await ses.setAccount({ max24HourSend: 10, sentLast24Hours: 9 });
  expect(await ses.trySending("tenth@example.com")).toBe("sent");
  expect(await ses.trySending("eleventh@example.com")).toBe("quota_used_up");
  expect(await ses.trySending("success@simulator.amazonses.com")).toBe("sent");
});

test("the sandbox lets emails go to verified addresses and the simulator only", async () => {
  await ses.setAccount({ isSandbox: true, verified: ["latchkey.example", "Friend@example.com"] });
  expect(await ses.trySending("friend@example.com")).toBe("sent");
  expect(await ses.trySending("bounce+1@simulator.amazonses.com")).toBe("sent");
  expect(await ses.trySending("stranger@example.com")).toBe("sandbox");
  await expect(ses.send("stranger@example.com")).rejects.toThrow(
    "Email address is not verified. The following identities failed the check in region US-EAST-1: stranger@example.com",
  );
});

test("the sandbox names a sender that is not verified", async () => {
  await ses.setAccount({ isSandbox: true, verified: ["friend@example.com"] });
  expect(await ses.trySending("friend@example.com")).toBe("sender_not_verified");
  await expect(ses.send("friend@example.com")).rejects.toThrow(`US-EAST-1: ${FROM}`);
});

test("the list of suppressed addresses is read and changed by the second API", async () => {
  const EmailAddress = "gone@example.com";
  const get = () => ses.clientV2.send(new GetSuppressedDestinationCommand({ EmailAddress }));
  await expect(get()).rejects.toBeInstanceOf(NotFoundException);

  await ses.clientV2.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason: "BOUNCE" }));
  const { SuppressedDestination: found } = await get();
  expect(found).toMatchObject({ EmailAddress, Reason: "BOUNCE" });
  expect(Math.abs((found?.LastUpdateTime?.getTime() ?? 0) - Date.now())).toBeLessThan(10_000);

  await ses.clientV2.send(new DeleteSuppressedDestinationCommand({ EmailAddress }));
  await expect(get()).rejects.toBeInstanceOf(NotFoundException);
  await expect(
    ses.clientV2.send(new DeleteSuppressedDestinationCommand({ EmailAddress })),
  ).rejects.toBeInstanceOf(NotFoundException);
});

test("a long list of suppressed addresses comes page by page, and by reason", async () => {
  await ses.setAccount({ suppressed: ["a@example.com", "b@example.com", "c@example.com"] });
  await ses.clientV2.send(
    new PutSuppressedDestinationCommand({ EmailAddress: "d@example.com", Reason: "COMPLAINT" }),
  );
  const list = (input: { PageSize?: number; NextToken?: string; Reasons?: ["COMPLAINT"] }) =>
    ses.clientV2.send(new ListSuppressedDestinationsCommand(input));
  const first = await list({ PageSize: 3 });
  const rest = await list({ PageSize: 3, NextToken: first.NextToken });
  const addresses = [first, rest].map(({ SuppressedDestinationSummaries: page = [] }) =>
    page.map(({ EmailAddress }) => EmailAddress),
  );
  expect(addresses).toEqual([
    ["a@example.com", "b@example.com", "c@example.com"],
    ["d@example.com"],
  ]);
  expect(rest.NextToken).toBeUndefined();
  const complaints = await list({ Reasons: ["COMPLAINT"] });
  expect(complaints.SuppressedDestinationSummaries).toMatchObject([
    { EmailAddress: "d@example.com" },
  ]);
});

test("an email to a suppressed address is accepted and reaches no mailbox", async () => {
  await ses.setAccount({ suppressed: ["listed@example.com"] });
  expect(await ses.trySending("Listed@example.com")).toBe("sent");
  expect(await ses.mailsTo("listed@example.com")).toEqual([]);
});

test("a hard bounce puts the address on the account's list, unless the account says otherwise", async () => {
  await ses.setFault({ fault: "hard_bounce", times: 2 });
  await ses.send("bounced@example.com");
  await ses.setAccount({ suppressedReasons: ["COMPLAINT"] });
  await ses.send("unlisted@example.com");
  expect(await ses.call("GET", "/account")).toMatchObject({ suppressed: ["bounced@example.com"] });
});

test("an account that cannot be is refused, with words that help", async () => {
  await expect(ses.call("PUT", "/account", { maxSendRate: "fast" })).rejects.toThrow(
    "maxSendRate must be a number",
  );
  await expect(ses.call("PUT", "/account", { rate: 5 })).rejects.toThrow("rate");
});
