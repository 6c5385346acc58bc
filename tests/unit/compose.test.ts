// docker-compose.yml, which is not run here, held to what it promises.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

type Service = {
  image?: string;
  build?: { target: string };
  user?: string;
  command?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  cap_drop?: string[];
  read_only?: boolean;
  security_opt?: string[];
  entrypoint?: string[];
  healthcheck?: { test: string[] };
};

/** Variables of .env.example that the app of compose does not take, and why. */
const NOT_TAKEN = {
  DATABASE_URL: "compose makes it of a password",
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: "read by the build, as a secret of it",
  AWS_ENDPOINT_URL_SESV2: "AWS_ENDPOINT_URL_SES is one for both APIs",
  AWS_ENDPOINT_URL_SNS: "AWS_ENDPOINT_URL_SES is the one for SNS, too",
  DATABASE_APP_ROLE: "the migrations have it",
  POSTGRES_PORT: "not published",
  EMAIL_PREVIEW_PORT: "not in compose",
  PSEUDO_LOCALES: "for tests and developers",
  INNGEST_RUNNER_LEASE_MS: "a real Inngest server runs",
  INNGEST_RUNNER_BACKOFF_MS: "a real Inngest server runs",
  INNGEST_RUNNER_SYNC_INTERVAL_MS: "a real Inngest server runs",
};
const read = (file: string) => readFileSync(file, "utf8");
const named = [...read(".env.example").matchAll(/^#([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name!);

const { services } = parse(readFileSync("docker-compose.yml", "utf8"), { merge: true }) as {
  services: Record<string, Service>;
};
const environmentOf = (name: string) => services[name]?.environment ?? {};
const ownImages = Object.entries(services).filter(([, service]) => service.build);

describe("docker-compose.yml", () => {
  test("gives the app a role with data rights alone, and the owner's to the migrations alone", () => {
    expect(environmentOf("app").DATABASE_URL).toMatch(
      /^postgresql:\/\/latchkey_app:\$\{POSTGRES_APP_PASSWORD\b/,
    );
    expect(environmentOf("migrate")).toMatchObject({ DATABASE_APP_ROLE: "latchkey_app" });
    expect(environmentOf("migrate").DATABASE_URL).toContain("latchkey_owner:");
    for (const name of Object.keys(services).filter((each) => !/^(migrate|postgres)$/.test(each)))
      expect(JSON.stringify(services[name])).not.toMatch(/OWNER_PASSWORD|\{POSTGRES_PASSWORD/);
    expect(services.postgres?.volumes).toContain(
      "./ops/postgres/roles.sql:/docker-entrypoint-initdb.d/roles.sql:ro",
    );
  });

  test("names every image by an exact version", () => {
    const images = Object.values(services).flatMap(({ image }) => image ?? []);
    const bases = [...readFileSync("Dockerfile", "utf8").matchAll(/^FROM (\S+:\S+) /gm)];
    const named = [...images, ...bases.map(([, image]) => image ?? "")];
    expect(named).toHaveLength(5);
    for (const image of named) expect(image).toMatch(/:v?\d+\.\d+(\.\d+)?(-[a-z]+)*$/);
  });

  test("runs nothing of ours as root or with a capability", () => {
    const dockerfile = readFileSync("Dockerfile", "utf8");
    for (const [name, { build, user, cap_drop, read_only }] of ownImages) {
      const [, stage = ""] = dockerfile.split(new RegExp(`^FROM \\S+ AS ${build?.target}$`, "m"));
      const isNode = user === "node" || /^USER node$/m.test(stage.split(/^FROM /m)[0] ?? "");
      expect([name, isNode, cap_drop, read_only]).toEqual([name, true, ["ALL"], true]);
    }
    for (const { security_opt } of Object.values(services))
      expect(security_opt).toEqual(["no-new-privileges:true"]);
  });

  test("lets Inngest sync the app at the address that the app says it has", () => {
    const { command = [] } = services.inngest ?? {};
    const sdkUrl = command[command.indexOf("--sdk-url") + 1] ?? "";
    expect(environmentOf("app").INNGEST_SERVE_ORIGIN).toBe(
      `\${INNGEST_SERVE_ORIGIN-${new URL(sdkUrl).origin}}`,
    );
    expect(command).toContain("--poll-interval");
  });

  test("publishes no port to other machines", () => {
    for (const port of Object.values(services).flatMap(({ ports = [] }) => ports))
      expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test("takes every variable that .env.example names", () => {
    const text = read("docker-compose.yml");
    const missing = named.filter((name) => !(name in NOT_TAKEN) && !text.includes(`\${${name}`));
    expect(missing).toEqual([]);
    expect(Object.keys(NOT_TAKEN).filter((name) => !named.includes(name))).toEqual([]);
  });

  test("runs the operator's commands with the variables of the app, when it is asked to", () => {
    expect(environmentOf("operator")).toEqual(environmentOf("app"));
    expect(services.operator).toMatchObject({ profiles: ["tools"], build: { target: "tools" } });
    expect(read("bin/bundle-tools.mjs")).toContain('"bin/operator"');
    expect(services.operator?.entrypoint).toEqual(["node", "bin/operator.js"]);
  });

  test("checks health in a way that Docker and podman understand alike", () => {
    const checks = Object.values(services).flatMap(({ healthcheck }) => healthcheck?.test ?? []);
    expect(checks.length).toBeGreaterThan(5);
    for (const { healthcheck } of Object.values(services)) {
      const [kind, ...words] = healthcheck?.test ?? [];
      // podman cuts a list at spaces.
      if (kind === "CMD") expect(words.join("")).not.toMatch(/\s/);
    }
  });

  test("asks for no secret that .env.example does not name", () => {
    const text = readFileSync("docker-compose.yml", "utf8");
    const asked = [...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name);
    const example = readFileSync(".env.example", "utf8");
    for (const name of asked) expect(example).toMatch(new RegExp(`^#${name}=`, "m"));
  });
});
