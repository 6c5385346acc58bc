import { expect, test } from "vitest";
import { groupEntries } from "@/app/operator/people/_person/group-entries";
import { findPerson } from "@/lib/operator/timeline/person";
import { readTimeline } from "@/lib/operator/timeline/read-timeline";
import { aPasswordReset } from "../../support/recoveries";
import { aRegistration } from "../../support/registrations";

test("a history tells of each email and its link together, apart from the rest", async () => {
  const { userId, address } = await aRegistration();
  await aPasswordReset(address);
  const person = await findPerson(userId);
  const { entries } = await readTimeline(person!);
  const parts = groupEntries(entries).map((part) => [
    part.email?.title ?? "the account",
    part.entries.map(({ title }) => title).toReversed(),
  ]);
  expect(parts).toEqual([
    [
      "Reset your password",
      [
        "Password reset link created, but never valid",
        "Email requested: “Reset your password”",
        "Waiting in the outbox",
      ],
    ],
    ["the account", ["Requested a password reset"]],
    [
      "Confirm your email",
      [
        "Confirmation link created",
        "Email requested: “Confirm your email”",
        "Waiting in the outbox",
      ],
    ],
    ["the account", ["Signed up"]],
  ]);
});
