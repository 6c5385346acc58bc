const SECOND_MS = 1_000;

/** How many of something there were within the last second, by a clock that never jumps. */
export class LastSecond {
  private readonly moments: number[] = [];

  /** Notes one more. */
  add(): void {
    this.moments.push(performance.now());
  }

  count(): number {
    const oldest = performance.now() - SECOND_MS;
    while ((this.moments[0] ?? Infinity) <= oldest) this.moments.shift();
    return this.moments.length;
  }
}
