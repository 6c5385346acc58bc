/** Nothing is started. Without this file Turbopack would find the product's, in a folder above. */
export function register() {}
