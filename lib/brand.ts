/** What the product calls itself. Texts in messages/ say `{brand}`. */
export const brand = { name: "Latchkey" };
