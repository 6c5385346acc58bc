import { expect, test } from "vitest";
import { planStack } from "../src/environment";

const secrets = {
  authSecret: "auth",
  tokenKeys: "1:key",
  secondFactorKeys: "1:other",
  postgresPassword: "pass",
};

test("with nothing given, everything is local and knows where the rest is", () => {
  const { parts, variables } = planStack({}, {}, secrets);
  expect(parts).toEqual({ postgres: true, ses: true, runner: true });
  expect(variables).toMatchObject({
    APP_URL: "http://localhost:3000",
    DATABASE_URL: "postgresql://postgres:pass@127.0.0.1:54329/latchkey",
    AWS_ENDPOINT_URL_SES: "http://127.0.0.1:8005",
    INBOX_URL: "http://localhost:8005",
    INNGEST_DEV: "http://127.0.0.1:8288",
    AUTH_SECRET: "auth",
    TOKEN_KEYS: "1:key",
    SECOND_FACTOR_KEYS: "1:other",
    SES_MAX_SEND_RATE: "200",
  });
});

test("the local SES tells the app what became of its emails", () => {
  const { variables } = planStack({ SES_PORT: "4002" }, {}, secrets);
  expect(variables).toMatchObject({
    AWS_ENDPOINT_URL_SESV2: "http://127.0.0.1:4002",
    AWS_ENDPOINT_URL_SNS: "http://127.0.0.1:4002",
    SES_CONFIGURATION_SET: "latchkey",
    SES_SNS_TOPIC_ARNS: "arn:aws:sns:us-east-1:123456789012:ses-events",
    SES_SNS_CERTIFICATE_ORIGIN: "http://127.0.0.1:4002",
  });
  const given = { SES_CONFIGURATION_SET: "", SES_SNS_TOPIC_ARNS: "" };
  expect(planStack(given, {}, secrets).variables).toMatchObject(given);
});

test("events of another SES than the local one are believed from Amazon only", () => {
  const { variables } = planStack({ AWS_ENDPOINT_URL_SES: "http://ses.example" }, {}, secrets);
  expect(variables.SES_SNS_CERTIFICATE_ORIGIN).toBeUndefined();
  expect(variables.SES_SNS_TOPIC_ARNS).toBeUndefined();
  expect(variables.AWS_ENDPOINT_URL_SESV2).toBeUndefined();
});

test("nobody is stopped for having only one address, unless that is asked for", () => {
  expect(planStack({}, {}, secrets).variables.RATE_LIMIT_EXEMPT).toBe("127.0.0.0/8,::1/128");
  const strict = { RATE_LIMIT_EXEMPT: "", MAX_REGISTRATIONS_PER_HOUR: "5" };
  expect(planStack(strict, {}, secrets).variables).toMatchObject(strict);
});

test("the local runner calls the app where it listens, whatever address people use for it", () => {
  const tunnel = { APP_URL: "https://tunnel.example", PORT: "4000" };
  expect(planStack(tunnel, {}, secrets).variables).toMatchObject({
    APP_URL: "https://tunnel.example",
    INNGEST_SERVE_ORIGIN: "http://127.0.0.1:4000",
  });
  const given = { INNGEST_DEV: "http://127.0.0.1:9999" };
  expect(planStack(given, {}, secrets).variables.INNGEST_SERVE_ORIGIN).toBeUndefined();
});

test("a database, an SES endpoint and an Inngest server that are given are used instead", () => {
  const given = {
    DATABASE_URL: "postgres://elsewhere/db",
    AWS_ENDPOINT_URL_SES: "http://ses.example",
    INNGEST_DEV: "http://127.0.0.1:9999",
  };
  const { parts, variables } = planStack(given, {}, secrets);
  expect(parts).toEqual({ postgres: false, ses: false, runner: false });
  expect(variables).toMatchObject(given);
});

test("the keys of a real Inngest server are enough to do without the local runner", () => {
  const keys = { INNGEST_EVENT_KEY: "event", INNGEST_SIGNING_KEY: "signing" };
  const { parts, variables } = planStack({}, keys, secrets);
  expect(parts.runner).toBe(false);
  expect(variables.INNGEST_DEV).toBeUndefined();
});

test("somebody's own AWS account in the shell sends no email by accident", () => {
  const shell = { AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: "real", AWS_PROFILE: "work" };
  const { parts, variables } = planStack(shell, {}, secrets);
  expect(parts.ses).toBe(true);
  expect(variables).toMatchObject({ AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" });
  expect(variables.AWS_PROFILE).toBeUndefined();
});

test("an AWS account written into the project's .env is meant, and used", () => {
  const written = { AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: "real" };
  const { parts, variables } = planStack({}, written, secrets);
  expect(parts.ses).toBe(false);
  expect(variables).toMatchObject(written);
  expect(variables.AWS_ENDPOINT_URL_SES).toBeUndefined();
});

test("what the shell says wins over .env, and .env over the defaults", () => {
  const { variables } = planStack(
    { MAIL_FROM: "shell@example.com" },
    { MAIL_FROM: "file@example.com", SES_MAX_SEND_RATE: "7" },
    secrets,
  );
  expect(variables).toMatchObject({ MAIL_FROM: "shell@example.com", SES_MAX_SEND_RATE: "7" });
});

test("every port follows its variable, and so does every URL made of it", () => {
  const ports = { PORT: "4000", INNGEST_PORT: "4001", SES_PORT: "4002", POSTGRES_PORT: "4003" };
  const { variables } = planStack(ports, {}, secrets);
  expect(variables).toMatchObject({
    APP_URL: "http://localhost:4000",
    INNGEST_DEV: "http://127.0.0.1:4001",
    AWS_ENDPOINT_URL_SES: "http://127.0.0.1:4002",
    DATABASE_URL: "postgresql://postgres:pass@127.0.0.1:4003/latchkey",
  });
});

test("a port that is no port is refused by the variable's name", () => {
  expect(() => planStack({ SES_PORT: "mail" }, {}, secrets)).toThrow('SES_PORT is "mail"');
});
