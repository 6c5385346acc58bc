import { createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { findFreePort } from "../src/ports/find-free-port";
import { requireFreePorts } from "../src/ports/require-free-ports";

let holder: Server | undefined;

afterEach(() => {
  holder?.close();
  holder = undefined;
});

test("free ports let the stack start", async () => {
  const port = await findFreePort();
  await expect(requireFreePorts([need(port)], 0)).resolves.toBeUndefined();
});

test("a taken port is named, with who holds it and the variable that changes it", async () => {
  const port = await hold("127.0.0.1");
  const refusal = requireFreePorts([need(port)], 0);
  await expect(refusal).rejects.toThrow(`Port ${port} (the inbox) is taken by`);
  await expect(refusal).rejects.toThrow("set SES_PORT to another port");
});

test.runIf(process.platform === "linux")("the holder's process is named", async () => {
  const port = await hold("127.0.0.1");
  await expect(requireFreePorts([need(port)], 0)).rejects.toThrow(`process ${process.pid} (`);
});

test("a program that listens on all addresses is noticed too", async () => {
  const port = await hold("::");
  await expect(requireFreePorts([need(port)], 0)).rejects.toThrow(`Port ${port}`);
});

test("a program that is just ending is waited for", async () => {
  const port = await hold("127.0.0.1");
  // The first look connects, finds the port taken, and only then is it given up.
  holder?.once("connection", () => holder?.close());
  await expect(requireFreePorts([need(port)], 5_000)).resolves.toBeUndefined();
});

test("two parts on one port are told apart by their variables", async () => {
  const port = await findFreePort();
  const needs = [need(port), { port, purpose: "the app", variable: "PORT" }];
  await expect(requireFreePorts(needs, 0)).rejects.toThrow("PORT and SES_PORT both name port");
});

function need(port: number) {
  return { port, purpose: "the inbox", variable: "SES_PORT" };
}

async function hold(host: string): Promise<number> {
  const port = await findFreePort();
  holder = createServer();
  await new Promise<void>((resolve) => holder?.listen(port, host, resolve));
  return port;
}
