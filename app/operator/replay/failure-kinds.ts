import { failureAdvice } from "@/lib/operator/lists/failed-list";

/** Every kind of failure there is a name for, by its code. */
export const failureKinds: ReadonlyMap<string, { label: string; advice: string }> = new Map(
  failureAdvice.map(({ code, label, advice }) => [code, { label, advice }]),
);
