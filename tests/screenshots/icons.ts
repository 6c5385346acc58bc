// npm run icons: the pictures of the brand, made from app/icon.svg and lib/brand.ts.
import { readFileSync, writeFileSync } from "node:fs";
import { readOptions } from "@latchkey/command-line/read-options";
import { chromium, type Page } from "playwright";
import { brand } from "@/lib/brand";
import { translations } from "@/lib/i18n/translations";
import { browserLaunchOptions } from "../support/browser";

readOptions({
  name: "npm run icons",
  help: `draws app/favicon.ico, app/apple-icon.png and app/opengraph-image.png from app/icon.svg and
lib/brand.ts.`,
  options: {},
});

const { accent, brass, paper } = brand.colors;
const icon = readFileSync("app/icon.svg", "utf8");
// A phone cuts the corners off by itself, and of an Android icon all but a circle.
const fullBleed = icon
  .replace(/ rx="8"/, "")
  .replace("<g ", '<g transform="translate(2.4 2.4) scale(0.85)" ');
const font = readFileSync(
  "node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2",
  "base64",
);

const preview = `<style>
  @font-face { font-family: Geist; src: url(data:font/woff2;base64,${font}); font-weight: 100 900 }
  body { display: grid; align-content: center; gap: 36px; padding: 0 96px; height: 100vh;
    box-sizing: border-box; background: ${accent}; color: ${paper.light}; font-family: Geist }
  h1 { display: flex; align-items: center; gap: 32px; margin: 0; font-size: 104px;
    font-weight: 600; letter-spacing: -0.03em }
  h1 svg { width: 176px }
  p { margin: 0; max-width: 20em; font-size: 44px; line-height: 1.35; text-wrap: balance; color: ${brass} }
</style><h1>${icon.replace(/<rect.*?>/, "").replace("0 0 32 32", "4.5 9.5 23.5 14")}${brand.name}</h1>
<p>${translations("en", "frame")("description")}</p>`;

async function draw(page: Page, html: string, width: number, height = width): Promise<Buffer> {
  await page.setViewportSize({ width, height });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${html}`);
  await page.evaluate("document.fonts.ready");
  return page.screenshot({ omitBackground: true });
}

/** An .ico of PNG pictures: a head of six bytes, sixteen for each picture, then the pictures. */
function icoOf(pictures: { size: number; png: Buffer }[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [at, { size, png }] of pictures.entries()) {
    const entry = 6 + 16 * at;
    head.writeUInt8(size, entry);
    head.writeUInt8(size, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

const browser = await chromium.launch(await browserLaunchOptions());
try {
  const page = await browser.newPage();
  const small: { size: number; png: Buffer }[] = [];
  for (const size of [16, 32, 48]) small.push({ size, png: await draw(page, icon, size) });
  writeFileSync("app/favicon.ico", icoOf(small));
  writeFileSync("app/apple-icon.png", await draw(page, fullBleed, 512));
  writeFileSync("app/opengraph-image.png", await draw(page, preview, 1200, 630));
} finally {
  await browser.close();
}
