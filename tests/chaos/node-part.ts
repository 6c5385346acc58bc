import path from "node:path";
import type { Variables } from "@latchkey/local-stack/environment";
import { projectRoot } from "@latchkey/local-stack/project-root";
import { startChild, type RunningChild } from "@latchkey/local-stack/processes/start-child";
import { untilAnswers } from "@latchkey/local-stack/until-answers";
import type { Part } from "./part";

const START_DEADLINE_MS = 60_000;

export interface NodePartOptions {
  name: string;
  /** What its logs are called, one for each start. */
  log: string;
  logs: string;
  script: string;
  args?: string[];
  environment: Variables;
  /** Answers with a success once the part works. */
  healthUrl: string;
  onUnexpectedExit: (reason: string) => void;
}

/** A program of Node.js as a part of the lab. */
export function nodePart(options: NodePartOptions): Part {
  let child: RunningChild | undefined;
  let isStopped = false;
  let starts = 0;
  let kills = 0;
  return {
    name: options.name,
    kills: () => kills,
    start: async () => {
      if (isStopped) return;
      starts += 1;
      const started = startChild({
        ...options,
        cwd: projectRoot,
        logFile: path.join(options.logs, `${options.log}-${starts}.log`),
      });
      child = started;
      await untilAnswers(options.healthUrl, {
        deadlineMs: START_DEADLINE_MS,
        isHopeless: () => started.hasEnded(),
      });
    },
    kill: async () => {
      kills += 1;
      if (isStopped) return;
      child?.kill();
      await child?.untilEnded();
    },
    stop: async () => {
      isStopped = true;
      await child?.stop();
    },
  };
}
