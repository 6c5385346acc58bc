import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { RelativeMoment } from "@/app/_pages/moment";
import { TextProvider } from "@/components/text";
import { DAY, HOUR, MINUTE, SECOND } from "@/lib/clock";

/** What is seen of a point in time, without the exact one. */
function seen(fromNowMs: number, locale = "en-GB"): string {
  const html = renderToStaticMarkup(
    <TextProvider locale={locale} texts={{}}>
      <RelativeMoment at={new Date(Date.now() + fromNowMs)} />
    </TextProvider>,
  );
  expect(html).toMatch(/<time [^>]*title="\d+ \S+ \d{4} \S+ \d\d:\d\d UTC"/);
  return html.replace(/<span.*<\/span>|<[^>]+>/g, "");
}

test("a point in time reads as a span from now, and far away as a day", () => {
  expect(seen(-3 * HOUR)).toBe("3 hours ago");
  expect(seen(-2 * DAY - HOUR)).toBe("2 days ago");
  expect(seen(2 * DAY + MINUTE)).toBe("in 2 days");
  expect(seen(-400 * DAY)).toMatch(/^\d+ \w+ \d{4}$/);
});

test("what happened a moment ago was a minute ago, and never in the future", () => {
  expect(seen(-SECOND)).toBe("1 minute ago");
});
