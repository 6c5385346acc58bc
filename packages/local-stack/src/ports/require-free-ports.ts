import { connect, createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { portHolder } from "./port-holder";

export interface PortNeed {
  port: number;
  /** What it is for, as the message calls it. */
  purpose: string;
  /** The environment variable that changes it. */
  variable: string;
}

/**
 * Makes sure that every port is free and different, waiting up to `patienceMs` for
 * programs that are just ending. Throws one error that names every port that is taken,
 * who holds it and the variable that changes it.
 */
export async function requireFreePorts(needs: PortNeed[], patienceMs: number): Promise<void> {
  const repeated = describeRepeated(needs);
  if (repeated.length > 0) throw new Error(repeated.join("\n"));
  const deadline = Date.now() + patienceMs;
  let taken = await takenOf(needs);
  while (taken.length > 0 && Date.now() < deadline) {
    await delay(100);
    taken = await takenOf(needs);
  }
  if (taken.length > 0) throw new Error(taken.map(describeTaken).join("\n"));
}

async function takenOf(needs: PortNeed[]): Promise<PortNeed[]> {
  const answers = await Promise.all(needs.map((need) => isTaken(need.port)));
  return needs.filter((_, index) => answers[index]);
}

function describeTaken({ port, purpose, variable }: PortNeed): string {
  const holder = portHolder(port) ?? "another program";
  return `Port ${port} (${purpose}) is taken by ${holder}. Stop it, or set ${variable} to another port.`;
}

function describeRepeated(needs: PortNeed[]): string[] {
  return needs.flatMap((need, index) => {
    const earlier = needs.slice(0, index).find((other) => other.port === need.port);
    return earlier
      ? [
          `${need.variable} and ${earlier.variable} both name port ${need.port}; change one of them.`,
        ]
      : [];
  });
}

/**
 * Listening tells most; connecting also finds a program that listens on the other
 * loopback address, or on all of them where the system lets the two stand side by side.
 */
async function isTaken(port: number): Promise<boolean> {
  const answers = await Promise.all([
    canListen(port).then((can) => !can),
    answersOn(port, "127.0.0.1"),
    answersOn(port, "::1"),
  ]);
  return answers.includes(true);
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

function answersOn(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 500 });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
    socket.once("timeout", () => settle(false));
  });
}
