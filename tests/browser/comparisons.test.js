// Comparisons and lists to take along as people use them: on paper, by finger, by keyboard, without JavaScript.

import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { axeViolations, siteAndBrowser } from './site.js';

const COMPARISONS = ['leg-pain-from-a-low-back-disc', 'arm-pain-from-a-neck-disc', 'open-micro-or-endoscopic-surgery'].map((slug) => `/compare/${slug}`);
const HEAVIEST = 90 * 1024;

/** How many sheets a PDF has. */
const sheets = (pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page(?![s\w])/g).length;

describe('comparisons', () => {
  const here = siteAndBrowser();

  for (const path of COMPARISONS) {
    test(`prints on two sheets: ${path}`, async () => {
      const page = await here.browser.newPage();
      await page.goto(here.site.origin + path);
      for (const format of ['Letter', 'A4']) assert.equal(sheets(await page.pdf({ format })), 2, format);
      await page.emulateMedia({ media: 'print' });
      assert.ok(await page.locator('form.matters').isVisible(), 'the boxes to tick are on paper too');
      assert.ok(await page.locator('.sources').isVisible());
      assert.ok(await page.locator('.choices-table thead').first().isVisible());
      await page.close();
    });

    test(`is light: ${path}`, async () => {
      const context = await here.browser.newContext();
      const page = await context.newPage();
      const sizes = [];
      page.on('requestfinished', (request) => sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize)));
      await page.goto(here.site.origin + path, { waitUntil: 'networkidle' });
      const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      assert.ok(total < HEAVIEST, `${total} bytes`);
      await context.close();
    });

    test(`is a table for those who listen, at any width: ${path}`, async () => {
      for (const width of [320, 390, 700, 1280]) {
        const context = await here.browser.newContext({ viewport: { width, height: 800 } });
        const page = await context.newPage();
        await page.goto(here.site.origin + path);
        const table = page.getByRole('table').first();
        const choices = await page.locator('.the-choices > li').count();
        assert.equal(await table.getByRole('columnheader').count(), choices, `${width} px`);
        assert.equal((await table.getByRole('cell').count()) % choices, 0, `${width} px`);
        const cells = await page.$$eval('.choices-table td', (found) => found.map((cell) => cell.scrollWidth - cell.clientWidth));
        assert.ok(Math.max(...cells) <= 1, `a cell is too narrow at ${width} px`);
        const named = await page.locator('.cell-choice').first().isVisible();
        assert.equal(named, width < 928, `each card names its choice at ${width} px`);
        await context.close();
      }
    });
  }

  for (const javaScriptEnabled of [true, false]) {
    test(`turns ticks into a page to print; JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
      const context = await here.browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      await page.goto(here.site.origin + COMPARISONS[0]);
      await page.getByRole('group', { name: 'Avoiding an operation' }).getByLabel('a lot').check();
      await page.getByLabel('I am not sure yet').check();
      await page.getByRole('button', { name: 'Make a page to print' }).click();
      assert.equal(page.url(), here.site.origin + COMPARISONS[0], 'nothing ticked is in the address');
      assert.match(await page.locator('main section').first().innerText(), /Matters a lot to me\s+Avoiding an operation/);
      if (javaScriptEnabled) {
        assert.deepEqual(await axeViolations(page), []);
        assert.equal(sheets(await page.pdf()), 1);
      }
      assert.ok(await page.getByRole('group', { name: 'Avoiding an operation' }).getByLabel('a lot').isChecked());
      await context.close();
    });
  }

  test('says so when nothing is ticked', async () => {
    const page = await here.browser.newPage();
    await page.goto(here.site.origin + COMPARISONS[0]);
    await page.getByRole('button', { name: 'Make a page to print' }).click();
    assert.match(await page.title(), /^Error: /);
    assert.deepEqual(await axeViolations(page), []);
    await page.locator('.error-summary a').click();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'matter-1-a-lot');
    await page.close();
  });

  test('can be weighed by keyboard alone', async () => {
    const page = await here.browser.newPage();
    await page.goto(here.site.origin + COMPARISONS[0]);
    await page.locator('#matter-1-a-lot').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.name), 'matter-2');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.waitForSelector('main section h2');
    assert.ok(await page.locator('#matter-1-a-little').isChecked());
    await page.close();
  });
});

describe('questions to ask', () => {
  const here = siteAndBrowser();

  for (const javaScriptEnabled of [true, false]) {
    test(`make a list of the topics that are ticked; JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
      const context = await here.browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      await page.goto(`${here.site.origin}/conditions/herniated-disc`);
      await page.getByRole('link', { name: 'Print a list of questions' }).click();
      assert.ok(await page.getByRole('checkbox', { name: 'What is wrong' }).isChecked(), 'the topics of the page are ticked');
      await page.getByRole('checkbox', { name: 'What is wrong' }).uncheck();
      await page.getByRole('checkbox', { name: 'Costs' }).check();
      await page.getByRole('button', { name: 'Make my list' }).click();
      const topics = await page.$$eval('main section:has(.to-tick) h2', (headings) => headings.map((heading) => heading.textContent));
      assert.ok(topics.includes('Costs') && !topics.includes('What is wrong'), topics.join());
      await context.close();
    });
  }

  test('print with room to write and nothing else', async () => {
    const page = await here.browser.newPage();
    await page.goto(`${here.site.origin}/questions-to-ask?topic=diagnosis`);
    await page.emulateMedia({ media: 'print' });
    assert.ok(!(await page.getByRole('button', { name: 'Make my list' }).isVisible()));
    const lines = await page.$$eval('.write-lines > span', (found) => found.map((line) => line.getBoundingClientRect().height));
    assert.ok(lines.length > 10 && Math.min(...lines) > 20, `${Math.min(...lines)}`);
    await page.close();
  });
});
