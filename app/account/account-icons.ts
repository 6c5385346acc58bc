// Shapes for `Icon` that only the account's pages show.

export const person = "M13 7a3 3 0 1 1-6 0 3 3 0 0 1 6 0ZM4 16.5a6 6 0 0 1 12 0";
export const envelope = "M2.5 5h15v10.5h-15zM2.5 6l7.5 5.5L17.5 6";
export const key =
  "M9.5 12.5a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0ZM8.5 10l7.5-7m-3 3 2.5 2.5M11 8l1.75 1.75";
export const laptop = "M4 4.5h12v8H4zM2 15.5h16";
export const phone = "M6 2.5h8v15H6zM9.25 14.75h1.5";
export const list = "M3 5.5h.01M3 10h.01M3 14.5h.01M7 5.5h10M7 10h10M7 14.5h10";
export const download = "M10 3v9m-4-3.5 4 4 4-4M3.5 16.5h13";
export const bin = "M3.5 5.5h13m-9 0v-2h5v2m-7 0 .75 11h7.5l.75-11";
export const signIn = "M11.5 3.5h4v13h-4M3 10h8.5m-3-3 3 3-3 3";
export const signOut = "M8.5 3.5h-4v13h4M8 10h8.5m-3-3 3 3-3 3";
export const shield = "M10 2.5 16 5v4.5c0 3.75-2.5 6.5-6 8-3.5-1.5-6-4.25-6-8V5z";
