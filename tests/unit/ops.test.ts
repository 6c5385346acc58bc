import { readFileSync } from "node:fs";
import path from "node:path";
import { collectDefaultMetrics, Registry } from "prom-client";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { metrics } from "@/lib/metrics/metrics";
import { complaintsAbout, type KnownMetric } from "../support/promql";

const read = (name: string) =>
  readFileSync(path.join(import.meta.dirname, "../../ops", name), "utf8");

const ruleFile = z.object({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Latchkey[A-Za-z]+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smhd]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(["page", "ticket"]) }),
          annotations: z.strictObject({ summary: z.string(), description: z.string() }),
        }),
      ),
    }),
  ),
});

const source = z.strictObject({
  type: z.literal("prometheus"),
  uid: z.literal("${datasource}"),
});

const panel = z.object({
  id: z.int(),
  type: z.enum(["row", "stat", "timeseries"]),
  title: z.string().min(1),
  gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
  datasource: source.optional(),
  targets: z
    .array(z.object({ refId: z.string(), expr: z.string(), datasource: source }))
    .default([]),
});

const dashboard = z.object({
  uid: z.string(),
  title: z.string(),
  panels: z.array(panel),
  templating: z.object({ list: z.array(z.object({ name: z.string(), type: z.string() })) }),
});

const rules = ruleFile.parse(parse(read("alerts.yml"))).groups.flatMap((group) => group.rules);
const { panels, templating } = dashboard.parse(JSON.parse(read("grafana-dashboard.json")));

/** What an expression may name: our metrics, those of Node, and Prometheus's own "up". */
async function knownMetrics(): Promise<Map<string, KnownMetric>> {
  const ofNode = new Registry();
  collectDefaultMetrics({ register: ofNode });
  const of = async (registry: Registry, labelsOf: (name: string) => string[]) =>
    (await registry.getMetricsAsJSON()).map(({ name, type }): [string, KnownMetric] => [
      name,
      { isHistogram: String(type) === "histogram", labels: labelsOf(name) },
    ]);
  const ours = Object.values(metrics).filter((each) => !(each instanceof Registry));
  const labelsOf = (name: string) => {
    const found: object | undefined = ours.find((each) => "name" in each && each.name === name);
    return found && "labelNames" in found ? (found.labelNames as string[]) : [];
  };
  return new Map([
    ...(await of(metrics.registry, labelsOf)),
    ...(await of(metrics.databaseRegistry, labelsOf)),
    ...(await of(ofNode, () => [])),
    ["up", { isHistogram: false, labels: [] }],
  ]);
}

describe("the alert rules", () => {
  test.each(rules.map(({ alert, expr }) => ({ alert, expr })))(
    "of $alert can be read and name metrics and labels that there are",
    async ({ expr }) => {
      expect(complaintsAbout(expr, await knownMetrics())).toEqual([]);
    },
  );

  test("have each their own name, and every alarm says what to look at", () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { annotations } of rules) expect(annotations.description).toMatch(/\.$/);
  });
});

describe("the dashboard", () => {
  test.each(
    panels.flatMap(({ title, targets }) =>
      targets.map(({ refId, expr }) => ({ title, refId, expr })),
    ),
  )("asks for metrics and labels that there are in “$title” ($refId)", async ({ expr }) => {
    expect(complaintsAbout(expr, await knownMetrics())).toEqual([]);
  });

  test("has panels with ids of their own, which do not overlap and fit the width", () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)}/${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    for (const { gridPos } of panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  });

  test("asks whoever imports it for the data source, and every panel uses that", () => {
    expect(templating.list).toContainEqual({ name: "datasource", type: "datasource" });
    for (const { type, datasource, targets } of panels)
      if (type !== "row")
        expect([datasource?.uid, targets.length > 0]).toEqual(["${datasource}", true]);
  });

  test("shows every metric of ours that no rule looks at", () => {
    const shown = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join("\n");
    const alarmed = rules.map(({ expr }) => expr).join("\n");
    const registries = [metrics.registry, metrics.databaseRegistry];
    const names = registries.flatMap((each) => each.getMetricsAsArray()).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !`${shown}\n${alarmed}`.includes(name))).toEqual([]);
  });
});

describe("the check of expressions itself", () => {
  test.each([
    ["sum(rate(latchkey_registrations_total[5m])", "never closed"],
    ["sum(rate(latchkey_registrations_totals[5m]))", "latchkey_registrations_totals"],
    ["summ(latchkey_outbox_waiting)", "summ"],
    ['latchkey_emails_total{tempalte="x"}', "tempalte"],
    ["sum by (tempalte) (latchkey_emails_total)", "tempalte"],
    ["rate(latchkey_emails_total[5 minutes])", "5 minutes"],
    ["latchkey_email_attempt_seconds > 1", "latchkey_email_attempt_seconds"],
    ["latchkey_outbox_waiting_bucket", "latchkey_outbox_waiting_bucket"],
  ])("finds what is wrong with %s", async (expr, complaint) => {
    expect(complaintsAbout(expr, await knownMetrics()).join()).toContain(complaint);
  });
});
