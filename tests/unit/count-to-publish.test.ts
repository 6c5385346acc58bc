import { expect, test } from "vitest";
import { countToPublish } from "@/lib/email/count-to-publish";

const busyFor = (attempts: number, hasBacklog = false) =>
  countToPublish({ attempts, hasBacklog, sendable: 600 });

test("where no run reaches us, a few overdue emails are published to see whether one does", () => {
  expect(busyFor(0)).toBe(10);
});

test("where runs reach us, as many overdue emails are published as can go beside the others", () => {
  expect(busyFor(10)).toBe(590);
  expect(busyFor(400)).toBe(200);
});

test("an account that sends all it may is not given more to do", () => {
  expect(busyFor(450)).toBe(10);
  expect(busyFor(2_000)).toBe(10);
});

test("emails that wait for their turn at Inngest are not doubled", () => {
  expect(busyFor(100, true)).toBe(10);
});

test("an account that may send one email a minute still gets on", () => {
  expect(countToPublish({ attempts: 0, hasBacklog: false, sendable: 1 })).toBe(10);
});

test("no transaction writes more than it can", () => {
  expect(countToPublish({ attempts: 1, hasBacklog: false, sendable: 1e6 })).toBe(2_000);
});
