import { parseCron, type CronSchedule } from "./cron";
import { parseDuration } from "./durations";
import type { Expression, Operand } from "./expression";
import { parseCondition, parseKey, parseNumeric, type Condition } from "./expressions";
import type {
  CancelRule,
  EventTrigger,
  FunctionDefinition,
  KeyedRate,
} from "./function-definition";
import type { Parsed } from "./parsed";
import { registeredFunction, type RegisteredFunction } from "./registration-schema";

/** Inngest's own: four retries when a function does not say, and never more than twenty. */
const DEFAULT_RETRIES = 4;
const MOST_RETRIES = 20;

/** Settings of Inngest that this runner leaves out, by the names that apps use for them. */
const UNSUPPORTED = ["batchEvents", "debounce", "singleton", "timeouts"];

/**
 * Reads one function of a registration. A setting, an expression or a trigger that this
 * runner cannot honour refuses the function by name: left out silently, it would run
 * differently here than on Inngest and nobody would know.
 */
export function readFunction(raw: Record<string, unknown>): Parsed<FunctionDefinition> {
  const missing = UNSUPPORTED.find((setting) => raw[setting] !== undefined);
  if (missing !== undefined) return refuse(`${missing} is not supported by the local runner`);
  const parsed = registeredFunction.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return refuse(`${issue?.path.join(".") ?? ""} ${issue?.message ?? "is not understood"}`.trim());
  }
  try {
    return { ok: true, value: define(parsed.data) };
  } catch (error) {
    if (error instanceof Refusal) return refuse(error.message);
    throw error;
  }
}

/** Leaves the depth of a configuration with a reason; never leaves this module. */
class Refusal extends Error {}

function define(config: RegisteredFunction): FunctionDefinition {
  const { runtime, retries } = config.steps.step;
  if (runtime.type !== "http")
    throw new Refusal("connect (WebSocket) is not supported here; use serve");
  return {
    id: config.id,
    name: config.name ?? config.id,
    url: runtime.url,
    maxAttempts: Math.min(retries?.attempts ?? DEFAULT_RETRIES, MOST_RETRIES) + 1,
    triggers: config.triggers.flatMap((trigger) =>
      "event" in trigger ? [eventTrigger(trigger)] : [],
    ),
    crons: config.triggers.flatMap((trigger) =>
      "cron" in trigger ? [schedule(trigger.cron)] : [],
    ),
    cancels: (config.cancel ?? []).map(cancelRule),
    concurrency: concurrencyLimits(config.concurrency),
    throttle: config.throttle && throttleRate(config.throttle),
    priority: priority(config.priority?.run),
    // Idempotency is Inngest's rate limit of one a day, and takes the place of another.
    rateLimit:
      config.idempotency === undefined ? config.rateLimit && dropRate(config.rateLimit) : undefined,
    idempotency: key(config.idempotency),
  };
}

function eventTrigger(trigger: { event: string; expression?: string }): EventTrigger {
  if (trigger.event.includes("*")) {
    throw new Refusal(
      `the wildcard trigger "${trigger.event}" is not supported by the local runner`,
    );
  }
  return { event: trigger.event, condition: condition(trigger.expression) };
}

function cancelRule(rule: { event: string; if?: string; timeout?: string }): CancelRule {
  const withinMs = rule.timeout === undefined ? undefined : milliseconds(rule.timeout);
  return { event: rule.event, condition: condition(rule.if), withinMs };
}

function concurrencyLimits(
  config: RegisteredFunction["concurrency"],
): FunctionDefinition["concurrency"] {
  const options = typeof config === "number" ? [{ limit: config }] : [config ?? []].flat();
  return options.flatMap((option) => {
    if ("scope" in option && option.scope !== undefined && option.scope !== "fn") {
      throw new Refusal(
        `concurrency with scope "${option.scope}" is not supported by the local runner`,
      );
    }
    // A limit of 0 is Inngest's way to say "no limit of its own".
    return option.limit === 0
      ? []
      : [{ limit: option.limit, key: key("key" in option ? option.key : undefined) }];
  });
}

type RateSetting = NonNullable<RegisteredFunction["rateLimit"]>;

function throttleRate(setting: RateSetting & { burst?: number }): KeyedRate {
  return { ...rate(setting), burst: setting.limit + (setting.burst ?? 0) };
}

/** The burst that was measured on the real server: one, and a tenth of the limit. */
function dropRate(setting: RateSetting): KeyedRate {
  return { ...rate(setting), burst: 1 + Math.floor(setting.limit / 10) };
}

function rate(setting: RateSetting): { intervalMs: number; key: Operand | undefined } {
  return { intervalMs: milliseconds(setting.period) / setting.limit, key: key(setting.key) };
}

function milliseconds(text: string): number {
  const duration = parseDuration(text);
  if (duration === undefined || duration === 0) throw new Refusal(`"${text}" is no period of time`);
  return duration;
}

function key(source: string | undefined): Operand | undefined {
  return source === undefined ? undefined : accepted(parseKey(source));
}

function priority(source: string | undefined): Expression | undefined {
  return source === undefined ? undefined : accepted(parseNumeric(source));
}

function condition(source: string | undefined): Condition | undefined {
  return source === undefined ? undefined : accepted(parseCondition(source));
}

function schedule(source: string): CronSchedule {
  return accepted(parseCron(source));
}

function accepted<Value>(parsed: Parsed<Value>): Value {
  if (parsed.ok) return parsed.value;
  throw new Refusal(parsed.reason);
}

function refuse(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}
