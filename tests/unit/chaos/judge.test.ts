import { describe, expect, test } from "vitest";
import type { ReceivedMail } from "@latchkey/ses-local/mailbox";
import type { Promised } from "../../chaos/evidence";
import { judge } from "../../chaos/judge";
import { keyHashOf, strangers, type Person } from "../../chaos/people";

const mail = (link = "abc", code = "123456"): ReceivedMail => ({
  channel: "email",
  messageId: "m",
  receivedAt: 0,
  to: [],
  from: "",
  subject: "Confirm your email",
  html: "",
  text: `https://latchkey.example/confirm/${link} or ${code}`,
  raw: "",
  tags: {},
});

/** Somebody for whom everything went well, but for what is given otherwise. */
function somebody(wishes: { person?: Partial<Person>; promised?: Partial<Promised>[] } = {}) {
  const [stranger] = strangers(1);
  const person = { ...stranger!, isAcknowledged: true, ...wishes.person };
  const promised = (wishes.promised ?? [{}]).map((wish, n) => ({
    deliveryId: `delivery ${n}`,
    address: person.address,
    status: "sent",
    keyHash: keyHashOf(person),
    mayHaveBeenTaken: 1,
    mails: [mail()],
    ...wish,
  }));
  return { person, promised };
}

function verdictOn({ person, promised }: ReturnType<typeof somebody>, users = 1) {
  return judge([person], { usersOf: new Map([[person.address, users]]), promised });
}

describe("the judge of the fault lab", () => {
  test("finds nothing wrong with one user who got one email", () => {
    expect(verdictOn(somebody())).toEqual({
      acknowledged: 1,
      users: 1,
      mailed: 1,
      duplicates: 0,
      losses: 0,
      broken: [],
    });
  });

  test("finds an email that never came", () => {
    const { losses, mailed, broken } = verdictOn(somebody({ promised: [{ mails: [] }] }));
    expect({ losses, mailed, broken }).toMatchObject({ losses: 1, mailed: 0 });
    expect(broken).toEqual(["delivery delivery 0 (sent) never came"]);
  });

  test("finds somebody who was acknowledged and is no user, or has no registration", () => {
    expect(verdictOn(somebody(), 0).broken).toEqual([
      expect.stringContaining("was acknowledged and is 0 users"),
    ]);
    expect(verdictOn(somebody({ promised: [] })).broken).toEqual([
      expect.stringContaining("has no registration"),
    ]);
  });

  test("counts a registration for each post that may have been taken, and no more", () => {
    const promised = [{}, {}];
    expect(verdictOn(somebody({ person: { unacknowledged: 1 }, promised })).broken).toEqual([]);
    expect(verdictOn(somebody({ promised })).broken).toEqual([
      expect.stringContaining("was posted 1 times and has 2 registrations"),
    ]);
  });

  test("lets an email come again only where an attempt's end was not known", () => {
    const mails = [mail(), mail()];
    const known = verdictOn(somebody({ promised: [{ mails }] }));
    expect([known.duplicates, known.broken.length]).toEqual([1, 1]);
    const unknown = verdictOn(somebody({ promised: [{ mails, mayHaveBeenTaken: 2 }] }));
    expect([unknown.duplicates, unknown.broken]).toEqual([1, []]);
  });

  test("finds a second email with another link or code", () => {
    for (const second of [mail("xyz"), mail("abc", "654321")]) {
      const promised = [{ mails: [mail(), second], mayHaveBeenTaken: 2 }];
      expect(verdictOn(somebody({ promised })).broken).toEqual([
        expect.stringContaining("with different links or codes"),
      ]);
    }
  });
});
