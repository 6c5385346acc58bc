import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { ChartFigure } from "@/components/charts/chart-figure";
import { FunnelDrawing } from "@/components/charts/funnel-drawing";
import { LevelMeter } from "@/components/charts/level-meter";
import { LineChart } from "@/components/charts/line-chart";
import { LineDrawing } from "@/components/charts/line-drawing";
import { spreadLabels } from "@/components/charts/spread-labels";

const draw = (element: ReactElement) => renderToStaticMarkup(element);

/** The value of an attribute of each tag of that name. */
function each(html: string, tag: string, name: string): string[] {
  return [...html.matchAll(new RegExp(`<${tag}[^>]*\\s${name}="([^"]*)"`, "g"))].map(
    ([, value = ""]) => value,
  );
}

const lines = [
  { name: "Registered", values: [4, 8, 8], look: "quiet" as const },
  { name: "Sent", values: [4, 8, 8], look: "dashed" as const },
  { name: "Confirmed", values: [2, 4, 0], look: "strong" as const },
];
const steps = ["13:00", "14:00", "15:00"];

describe("labels at the ends of lines", () => {
  test("stay where they are when there is room", () => {
    expect(spreadLabels([10, 60, 110], 16, 200)).toEqual([10, 60, 110]);
  });

  test("are moved apart in their order when their lines end at the same place", () => {
    expect(spreadLabels([50, 50, 50, 20], 16, 200)).toEqual([50, 66, 82, 20]);
  });

  test("are not pushed out of the drawing", () => {
    expect(spreadLabels([195, 200, 200], 16, 200)).toEqual([168, 184, 200]);
  });
});

describe("lines", () => {
  const html = draw(
    <LineDrawing series={lines} steps={steps} width={360} height={250} className="" />,
  );

  test("are told apart by their name and their look, not by colour alone", () => {
    for (const { name } of lines) expect(html).toContain(`>${name}</text>`);
    const drawn = [...html.matchAll(/<path d="M[^"]*C[^"]*" ([^>]*)>/g)].map(([, look]) =>
      look?.replace(/class="[^"]*"/, ""),
    );
    expect(drawn).toHaveLength(3);
    expect(new Set(drawn).size).toBe(3);
  });

  test("go higher for more, and end at nothing on the axis", () => {
    const ends = each(html, "path", "d")
      .filter((d) => d.includes("C"))
      .map((d) => Number(d.split(/[MC,]/).at(-1)));
    const [top, axis] = [12, 250 - 26];
    expect(ends.toSorted((a, b) => a - b)).toEqual([top, top, axis]);
  });

  test("stay inside the drawing, whatever they show", () => {
    const wild = [{ name: "Registered", values: [0, 1_234_567, 0, 3], look: "plain" as const }];
    const drawing = draw(
      <LineDrawing
        series={wild}
        steps={["a", "b", "c", "d"]}
        width={360}
        height={250}
        className=""
      />,
    );
    const numbers = each(drawing, "path", "d").flatMap((d) => d.match(/-?[\d.]+/g)!.map(Number));
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(360);
  });

  test("have as many steps named as there is room for, and only those with a name", () => {
    const many = Array.from({ length: 60 }, (_, step) => (step % 5 === 0 ? `at ${step}` : ""));
    const namesAt = (width: number) =>
      draw(
        <LineDrawing
          series={[{ name: "Registered", values: many.map(() => 1), look: "plain" }]}
          steps={many}
          width={width}
          height={250}
          className=""
        />,
      ).match(/at \d+/g);
    expect(namesAt(360)).toEqual(["at 0", "at 20", "at 40"]);
    expect(namesAt(880)).toHaveLength(12);
  });

  test("are drawn without any data, too", () => {
    const none = [{ name: "Registered", values: [], look: "plain" as const }];
    const drawing = draw(
      <LineDrawing series={none} steps={[]} width={360} height={250} className="" />,
    );
    expect(drawing).not.toContain("NaN");
    expect(drawing).toContain(">Registered</text>");
  });

  test("tell screen readers their name and the values of a step, in both sizes together", () => {
    const chart = draw(
      <LineChart label="Sign-ups over time" series={lines} names={steps} steps={steps} />,
    );
    expect(each(chart, "div", "aria-label")).toEqual(["Sign-ups over time"]);
    expect(each(chart, "div", "aria-valuetext")).toEqual([
      "15:00: Registered 8, Sent 8, Confirmed 0",
    ]);
    expect(new Set(each(chart, "svg", "aria-hidden"))).toEqual(new Set(["true"]));
  });
});

test("no drawing needs a style attribute, which our policy forbids", () => {
  const html = draw(
    <>
      <LineDrawing series={lines} steps={steps} width={360} height={250} className="" />
      <FunnelDrawing
        steps={[{ name: "Registered", count: 1, share: "100%" }]}
        width={340}
        className=""
      />
      <LevelMeter value={0.2} levels={[0.05, 0.1]} />
    </>,
  );
  expect(html).not.toContain("style=");
});

test("the bars of a funnel are as long as their share, and none is longer than the drawing", () => {
  const html = draw(
    <FunnelDrawing
      steps={[
        { name: "Registered", count: 200, share: "100%" },
        { name: "Sent", count: 150, share: "75%" },
        { name: "Confirmed", count: 0, share: "0%" },
      ]}
      width={340}
      className=""
    />,
  );
  const tracksAndBars = each(html, "rect", "width").map(Number);
  expect(tracksAndBars).toEqual([340, 340, 340, 255, 340, 0]);
  expect(html).toContain("150<tspan");
});

test("a meter shows where it stands between its levels, and stops at its end", () => {
  const widths = (value: number) =>
    each(draw(<LevelMeter value={value} levels={[0.05, 0.1]} />), "rect", "width").map(Number)[1]!;
  expect(widths(0)).toBe(0);
  expect(widths(0.06)).toBeCloseTo(100);
  expect(widths(7)).toBe(200);
});

test("a chart has its name, its words, and the same figures in a table with named rows", () => {
  const html = draw(
    <ChartFigure
      title="Over time"
      caption="What is to be seen."
      table={{
        columns: ["Beginning", "Registered"],
        rows: [{ key: "13", cells: ["13:00", "4"] }],
      }}
    >
      <svg />
    </ChartFigure>,
  );
  expect(html).toMatch(/^<figure[^>]*><figcaption[^>]*><h2[^>]*>Over time<\/h2>/);
  expect(html).toContain("What is to be seen.");
  expect(html).toContain("<summary");
  expect(html).toMatch(/<th scope="row"[^>]*>13:00<\/th><td[^>]*>4<\/td>/);
});
