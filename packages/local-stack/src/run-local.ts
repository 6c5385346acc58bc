import path from "node:path";
import { readOptions } from "@latchkey/command-line/read-options";
import { planStack, readEnvFiles, type StackPlan, type Variables } from "./environment";
import { endOnSignals } from "./end-on-signals";
import { removeCluster } from "./postgres/remove-cluster";
import { stopPostgres } from "./postgres/stop-postgres";
import { requireFreePorts, type PortNeed } from "./ports/require-free-ports";
import type { RunningChild } from "./processes/start-child";
import { projectRoot } from "./project-root";
import { requireUsableFolder } from "./require-usable-folder";
import { localSecrets } from "./secrets";
import { lockInstance } from "./single-instance";
import { startEmailPreview } from "./start-email-preview";
import { startStack } from "./stack";
import { summarise } from "./summary";
import { untilAnswers } from "./until-answers";

const directory = path.join(projectRoot, ".local");
const postgresDirectory = path.join(directory, "postgres");

const APP_DEADLINE_MS = 120_000;
/** How long programs of a killed stack may take to notice and free their ports. */
const CRASH_PATIENCE_MS = 8_000;

const COMMON_HELP = `
  --fresh   deletes the local database first

It needs nothing to be running. Ports are changed by PORT, SES_PORT, INNGEST_PORT, POSTGRES_PORT
and EMAIL_PREVIEW_PORT. Ctrl-C stops everything.`;

export interface LocalRun {
  /** What was typed, and what it does, for --help. */
  command: { name: string; help: string };
  withEmailPreview: boolean;
  /** What has to be done once everything else is up, before the app starts. */
  prepareApp?: (variables: Variables) => void;
  startApp: (variables: Variables, onFailure: (reason: string) => void) => RunningChild;
}

/**
 * Runs the app on the local stack until it is told to stop. With --fresh, the local
 * database is deleted first; a database of somebody else's never is.
 */
export async function runLocal(run: LocalRun): Promise<void> {
  const startedAt = Date.now();
  const { name, help } = run.command;
  const { values } = readOptions({
    name,
    help: `${help}\n${COMMON_HELP}`,
    options: { fresh: { type: "boolean", default: false } },
  });
  const end = endOnSignals();
  try {
    requireUsableFolder(projectRoot);
    const lock = await lockInstance(directory);
    end.afterwards(() => lock.release());
    const secrets = localSecrets(directory);
    const plan = planStack(process.env, readEnvFiles(projectRoot), secrets);
    if (values.fresh) await startFromNothing(plan);
    // One that was left running by a crash holds its port; the lock says it is nobody's.
    if (plan.parts.postgres) await stopPostgres(postgresDirectory);
    await requireFreePorts(portNeeds(plan, run), lock.followsCrash ? CRASH_PATIENCE_MS : 0);

    const stack = await startStack({
      plan,
      directory,
      postgresPassword: secrets.postgresPassword,
      say,
      onFailure: end.fail,
    });
    end.afterwards(() => stack.stop());
    run.prepareApp?.(plan.variables);
    say("Starting Next.js");
    const app = run.startApp(plan.variables, end.fail);
    end.afterwards(() => app.stop());
    await warmUp(plan, app);
    if (run.withEmailPreview) end.afterwards(startPreview(plan));
    say(summarise(plan, { tookMs: Date.now() - startedAt, hasEmailPreview: run.withEmailPreview }));
  } catch (error) {
    end.fail(error instanceof Error ? error.message : String(error));
  }
}

async function startFromNothing(plan: StackPlan): Promise<void> {
  if (!plan.parts.postgres) {
    throw new Error("--fresh deletes the local database, but DATABASE_URL names another one.");
  }
  say("Deleting the local database");
  await removeCluster(postgresDirectory);
}

/** Asks for the first pages once, so that the first visit finds them ready. */
async function warmUp(plan: StackPlan, app: RunningChild): Promise<void> {
  const origin = `http://127.0.0.1:${plan.ports.app}`;
  const patience = { deadlineMs: APP_DEADLINE_MS, isHopeless: () => app.hasEnded() };
  await Promise.all([
    untilAnswers(`${origin}/`, patience),
    untilAnswers(`${origin}/register`, patience),
  ]);
}

/** A convenience: the app goes on without it. */
function startPreview(plan: StackPlan): () => Promise<void> {
  const preview = startEmailPreview({
    root: projectRoot,
    port: plan.ports.emailPreview,
    logFile: path.join(directory, "logs", "email-preview.log"),
    onUnexpectedExit: say,
  });
  return () => preview.stop();
}

function portNeeds({ ports, parts }: StackPlan, run: LocalRun): PortNeed[] {
  return [
    { port: ports.app, purpose: "the app", variable: "PORT" },
    ...(parts.runner
      ? [{ port: ports.inngest, purpose: "the Inngest runner", variable: "INNGEST_PORT" }]
      : []),
    ...(parts.ses ? [{ port: ports.ses, purpose: "SES and its inbox", variable: "SES_PORT" }] : []),
    ...(parts.postgres
      ? [{ port: ports.postgres, purpose: "PostgreSQL", variable: "POSTGRES_PORT" }]
      : []),
    ...(run.withEmailPreview
      ? [{ port: ports.emailPreview, purpose: "the email preview", variable: "EMAIL_PREVIEW_PORT" }]
      : []),
  ];
}

function say(line: string): void {
  console.log(line);
}
