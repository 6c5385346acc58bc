import type pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { reportUnrequestedEmail } from "@/lib/account/report-unrequested-email";
import { sendEmailDelivery } from "@/lib/email/send-email-delivery";
import { db } from "@/lib/db";
import { deliveryBinding } from "@/lib/verification/inspect-link";
import { linkToken } from "@/lib/verification/link-token";
import { CODE_ATTEMPTS } from "@/lib/verification/lifetimes";
import { letCooldownPass } from "./account-rows";
import { visitOfSomeoneElse, type Place } from "./enumeration-actions";
import { anAddress, ORIGIN, OTHER_PASSWORD } from "./registrations";
import { Visit, type Seen } from "./visit";

const WAITING = "/check-your-email";
const FORGOTTEN = "/reset-password";

/** A stranger with two browsers, and with an account of their own in a third, before an address. */
export class Scene {
  readonly visits: [Visit, Visit];
  /** What is newer than this came of what the stranger did. */
  readonly begin = uuidv7();
  private mover: Visit | undefined;

  constructor(
    readonly address: string,
    readonly place: Place,
  ) {
    this.visits = [new Visit(place.origin), new Visit(place.origin)];
  }

  async someoneElse(): Promise<Visit> {
    return (this.mover ??= await visitOfSomeoneElse(this.place));
  }

  /** Everything the stranger has seen since the last look. */
  takeSeen(): Seen[] {
    const visits = [...this.visits, ...(this.mover ? [this.mover] : [])];
    return visits.flatMap(({ seen }) => seen.splice(0));
  }
}

const age = ({ database }: Place, columns: string, address: string): Promise<pg.QueryResult> =>
  database.query(`UPDATE verification SET ${columns} WHERE lower(address) = lower($1)`, [address]);

/** The stranger's newest email of a kind that went out is answered by "This was not me". */
async function notMe(scene: Scene, kind: "registrationId" | "passwordResetId") {
  const newest = await db.delivery.findFirst({
    where: {
      id: { gt: scene.begin },
      address: { equals: scene.address, mode: "insensitive" },
      [kind]: { not: null },
      sentAt: { not: null },
    },
    orderBy: { id: "desc" },
  });
  if (newest)
    await reportUnrequestedEmail(linkToken("not-me-link", deliveryBinding(newest)), ORIGIN);
}

const enter = (path: string, button: string, times: number) => async (visit: Visit) => {
  const code = path === WAITING ? "000000" : "00000000";
  for (let n = 0; n < times; n += 1) await visit.pressIfOffered(path, button, { code });
};

type Step = (visit: Visit, scene: Scene) => Promise<unknown>;

/**
 * What a stranger does in one of two browsers, and what happens meanwhile. A failing test names
 * them, so that the sequence can be done again.
 */
export const steps = {
  "registers it": (visit, { address: email }) =>
    visit.press("/register", "Create account", { email, password: OTHER_PASSWORD }),
  "asks for the email again": (visit) => visit.pressIfOffered(WAITING, "Resend email"),
  "registers another address and corrects it": async (visit, { address: email }) => {
    const wrong = { email: anAddress("mistaken"), password: OTHER_PASSWORD };
    await visit.press("/register", "Create account", wrong);
    await visit.pressIfOffered(WAITING, "Update and resend", { email });
  },
  "looks at the waiting page": (visit) => visit.look(WAITING),
  "tries a code": enter(WAITING, "Confirm", 1),
  "uses the code up": enter(WAITING, "Confirm", CODE_ATTEMPTS),
  "asks for a new password": (visit, { address: email }) =>
    visit.press("/forgot-password", "Send reset link", { email }),
  "looks at the page for a new password": (visit) => visit.look(FORGOTTEN),
  "tries a code for a new password": enter(FORGOTTEN, "Continue", 1),
  "uses the code for a new password up": enter(FORGOTTEN, "Continue", CODE_ATTEMPTS),
  "signs in with a wrong password": (visit, { address: email }) =>
    visit.press("/sign-in", "Sign in", { email, password: "not the password at all" }),
  "signs in with what they registered": (visit, { address: email }) =>
    visit.press("/sign-in", "Sign in", { email, password: OTHER_PASSWORD }),
  "moves their own account to it": async (_visit, scene) =>
    (await scene.someoneElse()).pressIfOffered("/account/address", "Change email", {
      email: scene.address,
    }),
  "— the emails go out": async (_visit, { address }) => {
    const queued = await db.delivery.findMany({
      where: { address: { equals: address, mode: "insensitive" }, status: "queued" },
      orderBy: { id: "asc" },
    });
    for (const { id } of queued) await sendEmailDelivery(id);
  },
  "— the codes get too old": (_visit, { place, address }) =>
    age(place, "code_expires_at = now() - interval '1 minute'", address),
  "— the links expire": (_visit, { place, address }) =>
    age(place, "expires_at = now() - interval '1 minute', code_expires_at = now()", address),
  "— the wait for another email passes": (_visit, { place, address }) =>
    letCooldownPass(place.database, address),
  "— its reader says “not me” to a registration": (_visit, scene) => notMe(scene, "registrationId"),
  "— its reader says “not me” to a new password": (_visit, scene) =>
    notMe(scene, "passwordResetId"),
} satisfies Record<string, Step>;

export type StepName = keyof typeof steps;

/** A step, in the first or the second browser. */
export type Act = [StepName, (0 | 1)?];

export async function act(scene: Scene, [name, browser = 0]: Act): Promise<Seen[]> {
  const step: Step = steps[name];
  await step(scene.visits[browser], scene);
  return scene.takeSeen();
}
