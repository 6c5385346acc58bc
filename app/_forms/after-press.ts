/**
 * Waits until a press that has just begun is over. Leaving a field by pressing a button
 * must not move that button from under the pointer, or the press is lost.
 */
export async function afterPress(): Promise<void> {
  if (!document.querySelector("button:active, a:active")) return;
  await new Promise((resolve) => {
    // The click follows pointerup within the same task queue.
    addEventListener("pointerup", () => setTimeout(resolve), { once: true });
  });
}
