import type { FunctionDefinition } from "./function-definition";
import type { RegisteredApp } from "./read-registration";

/** What a rule looks for, and the function it belongs to. */
interface RuleOf<Rule> {
  definition: FunctionDefinition;
  rule: Rule;
}

type Trigger = FunctionDefinition["triggers"][number];
type Cancel = FunctionDefinition["cancels"][number];

/** All functions that are registered now, found by id and by the events they look for. */
export interface Catalog {
  functions(): FunctionDefinition[];
  find(functionId: string): FunctionDefinition | undefined;
  triggeredBy(event: string): readonly RuleOf<Trigger>[];
  cancelledBy(event: string): readonly RuleOf<Cancel>[];
  apps(): readonly RegisteredApp[];
  /** Puts these apps in the place of all earlier ones. */
  replace(apps: readonly RegisteredApp[]): void;
}

/** A catalog that knows no app yet. */
export function createCatalog(): Catalog {
  let apps: readonly RegisteredApp[] = [];
  let byId = new Map<string, FunctionDefinition>();
  let triggers = new Map<string, RuleOf<Trigger>[]>();
  let cancels = new Map<string, RuleOf<Cancel>[]>();
  return {
    functions: () => [...byId.values()],
    find: (functionId) => byId.get(functionId),
    triggeredBy: (event) => triggers.get(event) ?? [],
    cancelledBy: (event) => cancels.get(event) ?? [],
    apps: () => apps,
    replace: (next) => {
      apps = next;
      const all = next.flatMap((app) => app.functions);
      byId = new Map(all.map((definition) => [definition.id, definition]));
      triggers = byEvent(all, (definition) => definition.triggers);
      cancels = byEvent(all, (definition) => definition.cancels);
    },
  };
}

function byEvent<Rule extends { event: string }>(
  definitions: FunctionDefinition[],
  rulesOf: (definition: FunctionDefinition) => readonly Rule[],
): Map<string, RuleOf<Rule>[]> {
  const map = new Map<string, RuleOf<Rule>[]>();
  for (const definition of definitions) {
    for (const rule of rulesOf(definition)) {
      map.set(rule.event, [...(map.get(rule.event) ?? []), { definition, rule }]);
    }
  }
  return map;
}
