import type { ReactNode } from "react";

/** For `t.rich`: what stands out in a sentence, an address mostly. */
export function strong(chunks: ReactNode) {
  return (
    <strong className="inline-block max-w-full font-semibold wrap-anywhere text-ink">
      {chunks}
    </strong>
  );
}
