import { expect, test } from "vitest";
import { judgeReputation } from "@/lib/email/reputation/judge-reputation";

const standing = (mails: number, bounces: number, complaints: number) =>
  judgeReputation({ mails, bounces, complaints }).standing;

test("a sender whose emails arrive is in good standing, also before the first email", () => {
  expect(standing(0, 0, 0)).toBe("good");
  expect(standing(10_000, 399, 7)).toBe("good");
});

test("the brake is pulled at four fifths of the level at which SES reviews: 4 % bounces, 0.08 % complaints", () => {
  expect(standing(10_000, 400, 0)).toBe("near_review");
  expect(standing(10_000, 0, 8)).toBe("near_review");
});

test("it is pulled to the stop at four fifths of the level at which SES pauses: 8 %, 0.4 %", () => {
  expect(standing(10_000, 799, 39)).toBe("near_review");
  expect(standing(10_000, 800, 0)).toBe("near_pause");
  expect(standing(10_000, 0, 40)).toBe("near_pause");
});

test("a few bounces or one complaint among the first emails say nothing yet", () => {
  expect(standing(7, 7, 1)).toBe("good");
  expect(standing(20, 8, 0)).toBe("near_review");
  expect(standing(20, 0, 2)).toBe("near_review");
});

test("the shares are those an operator sees at SES, once there are enough emails", () => {
  expect(judgeReputation({ mails: 4_000, bounces: 100, complaints: 2 })).toMatchObject({
    bounceRate: 0.025,
    complaintRate: 0.0005,
  });
});
