// npm run seed:explain: how long the database takes for
// each page, search and filter of the operator's lists and for the parts of the overview, the
// slowest first. Run it on a database that was seeded with a million people.
import { readOptions } from "@latchkey/command-line/read-options";
import { connectToSeed } from "./connect-to-seed";
import { variablesToSeed } from "./local-database";

const { values } = readOptions({
  name: "npm run seed:explain",
  help: `how long the database takes for each page of the operator's lists and for the parts
of the overview, the slowest first.

  --generic   by the plans that it makes for prepared statements, without knowing the values

It needs "npm run dev" to be running, with people: npm run seed -- 1000000`,
  options: { generic: { type: "boolean", default: false } },
});

const client = await connectToSeed();
if (!client) process.exit();
const variables = variablesToSeed();
const url = new URL(variables.DATABASE_URL);
if (values.generic) url.searchParams.set("options", "-c plan_cache_mode=force_generic_plan");
Object.assign(process.env, { LOG_LEVEL: "warn" }, variables, { DATABASE_URL: url.href });

// These read the environment when they are imported.
const { db } = await import("@/lib/db");
const { explainGeneric, explainList } = await import("./explain-list");
const { countEverything, timeOverview } = await import("./time-overview");
const { forEachList, listCases } = await import("./list-cases");

/** Each is run so often; the middle one counts, as the first may wait for the disk. */
const RUNS = 3;

const [mail] = await db.delivery.findMany({
  where: { providerMessageId: { not: null }, userId: { not: null } },
  orderBy: { id: "asc" },
  skip: 100,
  take: 1,
});
if (!mail) {
  console.error("There is nobody here: npm run seed -- 1000000");
  process.exit(1);
}
const somebody = {
  id: mail.userId ?? "",
  address: mail.address,
  providerMessageId: mail.providerMessageId ?? "",
};

const measured: { name: string; ms: number; coldMs: number; rows: number }[] = [];
for (const work of forEachList((list) => async () => {
  for (const { name, parameters } of listCases(list, somebody)) {
    const costs = [];
    for (let run = 0; run < RUNS; run += 1)
      costs.push(
        values.generic
          ? await explainGeneric(list, parameters, client)
          : await explainList(list, parameters),
      );
    const [total, rows] = [
      costs.map(({ planMs, runMs }) => planMs + runMs),
      costs[0]?.rowsRead ?? 0,
    ];
    const ms = total.toSorted((a, b) => a - b)[1] ?? 0;
    measured.push({ name, ms, coldMs: total[0] ?? 0, rows });
  }
}))
  await work();

measured.sort((a, b) => b.ms - a.ms);
for (const { name, ms, coldMs, rows } of measured)
  console.log(
    `${ms.toFixed(1).padStart(8)} ms (first ${coldMs.toFixed(1)} ms, ${rows} rows read)  ${name}`,
  );

console.log("\nThe overview, with the way to the database and back, when its hours are counted:");
await countEverything();
for (const { name, ms } of await timeOverview(RUNS))
  console.log(`${ms.toFixed(1).padStart(8)} ms  ${name}`);
await client.end();
await db.$disconnect();
