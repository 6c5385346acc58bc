import type { Operation, Work } from "./operation";
import { confirmPeople, preparePeople } from "./prepared-people";
import { rateOf } from "./rate";
import { type Bench, PASSWORD } from "./start-bench";
import { untilPublished, watchDeliveries } from "./until-settled";
import { AT_ONCE, expectAnswer, newVisitor, prepareForm } from "./visitors";

type Once = (n: number) => Promise<void>;

const doing = (count: number, once: Once) => () => rateOf(count, AT_ONCE, once);
const anAddress = () => `bench-${crypto.randomUUID()}@example.com`;

async function registering({ origin }: Bench): Promise<Once> {
  const send = await prepareForm(origin, "/register", "Create account");
  return () => send({ email: anAddress(), password: PASSWORD }, "/check-your-email");
}

async function register(bench: Bench, count: number): Promise<Work> {
  return { run: doing(count, await registering(bench)) };
}

async function registerWithEmail(bench: Bench, count: number): Promise<Work> {
  const once = await registering(bench);
  const deliveries = await watchDeliveries(bench);
  return { run: doing(count, once), settle: () => deliveries.untilDelivered(count) };
}

/** Emails of people who are registered in the database already, from the outbox to "delivered". */
async function sendEmails(bench: Bench, count: number): Promise<Work> {
  const deliveries = await watchDeliveries(bench);
  await preparePeople(bench.database, count, bench.passwordHash);
  return {
    run: async () => {
      const startedAt = Date.now();
      const url = `${bench.runnerUrl}/api/functions/latchkey-sweep-outbox/run`;
      const started = await fetch(url, { method: "POST" });
      if (!started.ok) throw new Error(`The sweeper was not run: ${await started.text()}`);
      await deliveries.untilDelivered(count);
      return (count * 1_000) / ((await deliveries.lastSentAt()) - startedAt);
    },
  };
}

/** Each person's own link, once, in the browser that registered. */
async function confirm(bench: Bench, count: number): Promise<Work> {
  // It reads the environment when it is imported.
  const { linkToken } = await import("@/lib/verification/link-token");
  const people = await preparePeople(bench.database, count, bench.passwordHash, "sent");
  const links = people.map(({ address, browserKey, verificationId }) => ({
    path: `/confirm/${linkToken("confirm-link", { id: verificationId, purpose: "confirm_registration", address })}`,
    cookie: `latchkey.browser=${browserKey}`,
  }));
  const once: Once = (n) => {
    const { path, cookie } = links[n]!;
    const expected = { status: 303, leadsTo: "/account?welcome" };
    return expectAnswer(newVisitor(bench.origin, cookie), path, expected);
  };
  return { run: doing(count, once), settle: () => untilPublished(bench) };
}

async function signIn(bench: Bench, count: number): Promise<Work> {
  const people = await preparePeople(bench.database, count, bench.passwordHash, "sent");
  await confirmPeople(bench.database, people);
  const send = await prepareForm(bench.origin, "/sign-in", "Sign in");
  const once: Once = (n) => send({ email: people[n]!.address, password: PASSWORD }, "/account");
  return { run: doing(count, once) };
}

async function openAccount(bench: Bench, count: number): Promise<Work> {
  const people = await preparePeople(bench.database, AT_ONCE, bench.passwordHash, "sent");
  await confirmPeople(bench.database, people);
  const browsers = people.map(() => newVisitor(bench.origin));
  await Promise.all(
    people.map(async ({ address }, n) => {
      await browsers[n]!.open("/sign-in");
      await browsers[n]!.press("Sign in", { email: address, password: PASSWORD });
    }),
  );
  const once: Once = (n) => expectAnswer(browsers[n % AT_ONCE]!, "/account", { status: 200 });
  return { run: doing(count, once) };
}

async function openWaitingPage(bench: Bench, count: number): Promise<Work> {
  const people = await preparePeople(bench.database, AT_ONCE, bench.passwordHash, "sent");
  const once: Once = (n) => {
    const cookie = `latchkey.browser=${people[n % AT_ONCE]!.browserKey}`;
    return expectAnswer(newVisitor(bench.origin, cookie), "/check-your-email", { status: 200 });
  };
  return { run: doing(count, once) };
}

/** A page that says nothing of its visitor. */
const openPage =
  (path: string): Operation["prepare"] =>
  ({ origin }, count) =>
    Promise.resolve({
      run: doing(count, () => expectAnswer(newVisitor(origin), path, { status: 200 })),
    });

const page = (name: string, path: string, count: number, rest: Partial<Operation>): Operation => ({
  name,
  title: `GET ${path}`,
  count,
  floors: ["page"],
  isWriting: false,
  prepare: openPage(path),
  ...rest,
});

/** What is measured, in the order in which it is done. Targets are those of docs/scale.md. */
export const OPERATIONS: Operation[] = [
  {
    name: "register",
    title: "register, no emails",
    count: 300,
    floors: ["action", "hash"],
    isWriting: true,
    holdsEmails: true,
    prepare: register,
  },
  {
    name: "register-and-email",
    title: "register, emails going out",
    count: 300,
    floors: ["action", "hash", "route", "route", "route"],
    target: 32,
    isWriting: true,
    prepare: registerWithEmail,
  },
  {
    name: "email",
    title: "email, outbox to delivered",
    count: 500,
    // The call of the function, and SES's events "sent" and "delivered".
    floors: ["route", "route", "route"],
    target: 50,
    isWriting: true,
    prepare: sendEmails,
  },
  {
    name: "confirm",
    title: "confirm by link",
    count: 500,
    floors: ["route"],
    target: 210,
    isWriting: true,
    prepare: confirm,
  },
  {
    name: "sign-in",
    title: "sign in",
    count: 300,
    floors: ["action", "hash"],
    target: 70,
    isWriting: true,
    prepare: signIn,
  },
  page("account", "/account", 400, { target: 130, prepare: openAccount }),
  page("check-your-email", "/check-your-email", 400, { prepare: openWaitingPage }),
  page("register-page", "/register", 500, { target: 400 }),
  page("home-page", "/", 500, { target: 748 }),
  page("sign-in-page", "/sign-in", 500, {}),
];
