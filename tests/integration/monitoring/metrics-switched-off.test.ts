import { expect, test } from "vitest";
import { GET } from "@/app/api/metrics/route";

test("without a token in the environment nobody reads the metrics, or learns that they exist", async () => {
  for (const authorization of [undefined, "Bearer ", "Bearer undefined"]) {
    const headers = new Headers(authorization === undefined ? {} : { authorization });
    const answer = await GET(new Request("http://localhost/api/metrics", { headers }));
    expect([answer.status, await answer.text()]).toEqual([404, ""]);
  }
});
