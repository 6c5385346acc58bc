const findOpenMenus = () =>
  document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]");

/** Closes each `<details data-menu>`: on Escape, and when the focus or a press goes elsewhere. */
export function watchMenus(): () => void {
  const onKey = ({ key }: KeyboardEvent) => {
    if (key !== "Escape") return;
    for (const menu of findOpenMenus()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  };
  const onLeave = ({ target }: Event) => {
    for (const menu of findOpenMenus())
      if (!(target instanceof Node && menu.contains(target))) menu.open = false;
  };
  addEventListener("keydown", onKey);
  addEventListener("pointerdown", onLeave);
  addEventListener("focusin", onLeave);
  return () => {
    removeEventListener("keydown", onKey);
    removeEventListener("pointerdown", onLeave);
    removeEventListener("focusin", onLeave);
  };
}
