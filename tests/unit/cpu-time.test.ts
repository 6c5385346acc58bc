import { describe, expect, test } from "vitest";
import { cpuOfTree, findTree, parseStat, type Processes } from "../bench/cpu-time";

const stat = (parent: number, own: number, endedChildren = 0) => ({ parent, own, endedChildren });

describe("the CPU time of the bench's parts", () => {
  test("is read in milliseconds, whatever a process calls itself", () => {
    const line =
      "812 (next) R 9 (x) S 77 812 812 0 -1 4194304 5 6 7 8 250 31 12 4 20 0 11 0 99 1000 200";
    expect(parseStat(line)).toEqual({ parent: 77, own: 2_810, endedChildren: 160 });
  });

  test("holds what children used, those that ended and those that run, and leaves out our own", () => {
    const processes: Processes = new Map([
      [1, stat(0, 5_000)],
      [10, stat(1, 100, 30)],
      [11, stat(10, 20)],
      [12, stat(11, 7)],
      [13, stat(10, 400)],
    ]);
    expect(findTree(processes, 10).toSorted()).toEqual([10, 11, 12, 13]);
    expect(cpuOfTree(processes, 10)).toBe(557);
    expect(cpuOfTree(processes, 10, 13)).toBe(157);
  });
});
