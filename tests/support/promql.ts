/** A metric, as far as an expression has to fit it. */
export type KnownMetric = { isHistogram: boolean; labels: string[] };

const FUNCTIONS = new Set([
  ...[
    "sum",
    "max",
    "min",
    "avg",
    "count",
    "rate",
    "increase",
    "delta",
    "max_over_time",
    "histogram_quantile",
  ],
  ...["time", "vector", "absent", "clamp_min", "clamp_max"],
]);
const WORDS = new Set(["and", "or", "unless", "by", "without", "on", "ignoring", "bool"]);

/** Labels that Prometheus itself gives. */
const EVERYWHERE = ["job", "instance", "le"];

const DURATION = /^(\d+[smhdw]|\$__rate_interval)$/;

function unbalanced(expr: string): string[] {
  const open: string[] = [];
  const pairs: Record<string, string> = { ")": "(", "]": "[", "}": "{" };
  for (const sign of expr) {
    if ("([{".includes(sign)) open.push(sign);
    if (")]}".includes(sign) && open.pop() !== pairs[sign]) return [`"${sign}" closes nothing`];
  }
  return open.length > 0 ? [`"${open.join("")}" is never closed`] : [];
}

/** The name without what Prometheus adds to a histogram's; null for one that cannot be. */
function metricOf(name: string, known: Map<string, KnownMetric>): KnownMetric | null {
  const base = name.replace(/_(bucket|sum|count)$/, "");
  const histogram = known.get(base);
  if (base !== name && histogram?.isHistogram) return histogram;
  const plain = known.get(name);
  return plain && !plain.isHistogram ? plain : null;
}

/**
 * What is wrong with an expression in Prometheus's language, as far as reading it tells: its
 * brackets, functions, durations, metrics and their labels.
 */
export function complaintsAbout(expr: string, known: Map<string, KnownMetric>): string[] {
  const complaints: string[] = [];
  const bare = expr.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  complaints.push(...unbalanced(bare));
  const named: KnownMetric[] = [];

  for (const [, range = ""] of bare.matchAll(/\[([^\]]*)\]/g))
    if (!DURATION.test(range)) complaints.push(`[${range}] is no duration`);

  const rest = bare.replace(/\[[^\]]*\]/g, "").replace(/\b(by|without)\s*\([^)]*\)/g, " ");
  for (const [, name = "", matchers = "", call] of rest.matchAll(
    /([A-Za-z_][\w:]*)\s*(?:\{([^}]*)\}|(\())?/g,
  )) {
    if (WORDS.has(name)) continue;
    if (call !== undefined) {
      if (!FUNCTIONS.has(name)) complaints.push(`${name} is no function`);
      continue;
    }
    const metric = metricOf(name, known);
    if (!metric) {
      complaints.push(`${name} is no metric`);
      continue;
    }
    named.push(metric);
    for (const [, label = ""] of matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g))
      if (![...metric.labels, ...EVERYWHERE].includes(label))
        complaints.push(`${name} has no label ${label}`);
  }

  const labels = [...named.flatMap((metric) => metric.labels), ...EVERYWHERE];
  for (const [, list = ""] of bare.matchAll(/\bby\s*\(([^)]*)\)/g))
    for (const label of list.split(",").map((each) => each.trim()))
      if (!labels.includes(label)) complaints.push(`nothing here has a label ${label}`);
  return complaints;
}
