// What the first view of a page costs a reader's line.

import { before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { get } from 'node:http';
import { PAGE_TYPES, siteAndBrowser, visit } from './site.js';

const KILOBYTE = 1024;

/** The bytes of an answer in Brotli, as they travel. */
function brotliSize(url) {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'br' } }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(Number(answer.headers['content-length'])));
    }).on('error', reject);
  });
}

/** The bytes on the wire of a first view, by type of resource and in all. */
async function firstView(browser, origin, type) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const weights = {};
  const done = [];
  page.on('requestfinished', (request) =>
    done.push(
      (async () => {
        const { responseBodySize } = await request.sizes();
        const kind = request.resourceType();
        weights[kind] = (weights[kind] ?? 0) + responseBodySize;
      })(),
    ),
  );
  await visit(page, origin, type);
  await page.waitForLoadState('networkidle');
  await Promise.all(done);
  await context.close();
  return { weights, total: Object.values(weights).reduce((sum, size) => sum + size, 0) };
}

describe('the first view of a page', () => {
  const here = siteAndBrowser();
  before(() => here.site.told(/compressed/));

  for (const path of ['/conditions/disc-extrusion', '/procedures/endoscopic-discectomy', '/symptoms/foot-drop', '/levels/l3-l4']) {
    test(`is light enough: ${path}`, async () => {
      const { weights, total } = await firstView(here.browser, here.site.origin, path);
      const told = JSON.stringify(weights);
      assert.ok(total < 60 * KILOBYTE, `all of it: ${told}`);
      assert.ok(weights.document + weights.stylesheet < 20 * KILOBYTE, `HTML and CSS: ${told}`);
      assert.ok((weights.script ?? 0) < 3 * KILOBYTE, `JavaScript: ${told}`);
    });
  }

  test('is under 90 KB on every page type, figures included', async () => {
    for (const [name, type] of Object.entries(PAGE_TYPES)) {
      const { weights, total } = await firstView(here.browser, here.site.origin, type);
      assert.ok(total > KILOBYTE && total < 90 * KILOBYTE, `${name}: ${JSON.stringify(weights)}`);
    }
  });

  test('is light enough on every article', async () => {
    const sitemap = await (await fetch(`${here.site.origin}/sitemap.xml`)).text();
    const articles = [...sitemap.matchAll(/<loc>([^<]*\/[^<]*\/[^<]*)<\/loc>/g)].map(([, url]) => new URL(url).pathname).filter((path) => path.split('/').length === 3);
    assert.ok(articles.length > 25, `only ${articles.length} pages`);
    const heavy = [];
    for (const path of articles) {
      const html = await (await fetch(here.site.origin + path)).text();
      if (!html.includes('<article ')) continue;
      const page = await brotliSize(here.site.origin + path);
      let stylesheets = 0;
      for (const [address] of html.matchAll(/\/static\/[a-z]+\.[0-9a-f]+\.css/g)) stylesheets += await brotliSize(here.site.origin + address);
      if (page >= 12 * KILOBYTE || page + stylesheets >= 20 * KILOBYTE) heavy.push(`${path}: ${page} and ${stylesheets}`);
    }
    assert.deepEqual(heavy, []);
  });
});
