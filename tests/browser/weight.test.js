// What the first view of an article costs a reader's line.

import { before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { get } from 'node:http';
import { siteAndBrowser } from './site.js';

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

describe('the first view of an article', () => {
  const here = siteAndBrowser();
  before(() => here.site.told(/compressed/));

  for (const path of ['/conditions/disc-extrusion', '/procedures/endoscopic-discectomy', '/symptoms/foot-drop', '/levels/l3-l4']) {
    test(`is light enough: ${path}`, async () => {
      const context = await here.browser.newContext();
      const page = await context.newPage();
      const weights = {};
      const done = [];
      page.on('requestfinished', (request) =>
        done.push(
          (async () => {
            const { responseBodySize } = await request.sizes();
            const type = request.resourceType();
            weights[type] = (weights[type] ?? 0) + responseBodySize;
          })(),
        ),
      );
      await page.goto(here.site.origin + path, { waitUntil: 'networkidle' });
      await Promise.all(done);
      const total = Object.values(weights).reduce((sum, size) => sum + size, 0);
      const told = JSON.stringify(weights);
      assert.ok(total < 60 * KILOBYTE, `all of it: ${told}`);
      assert.ok(weights.document + weights.stylesheet < 20 * KILOBYTE, `HTML and CSS: ${told}`);
      assert.ok((weights.script ?? 0) < 3 * KILOBYTE, `JavaScript: ${told}`);
      await context.close();
    });
  }

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
