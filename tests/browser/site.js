// Starts the real binary on a free port with an empty data folder, and a browser to look at it with.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';

const BINARY = process.env.DISCWISE_BINARY ?? '../../target/debug/discwise';
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Starts the site; resolves to its origin, ways to stop it and to wait for a line of its log, and the references of what it has stored. */
async function startSite() {
  const data = await mkdtemp(join(tmpdir(), 'discwise-browser-'));
  const child = spawn(BINARY, ['serve', '--listen', '127.0.0.1:0', '--admin-listen', 'none', '--form-limit', 'none', '--data', data], { stdio: ['ignore', 'pipe', 'inherit'] });
  let log = '';
  const told = (pattern) =>
    new Promise((resolve, reject) => {
      const look = () => pattern.test(log) && resolve(log.match(pattern)[0]);
      child.stdout.on('data', look);
      child.on('exit', (code) => reject(new Error(`the site stopped with code ${code} before it said ${pattern}`)));
      look();
    });
  child.stdout.on('data', (chunk) => {
    log += chunk;
  });
  const origin = await told(/http:\/\/127\.0\.0\.1:\d+/);
  const stop = async () => {
    child.removeAllListeners('exit');
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    await rm(data, { recursive: true });
  };
  const stored = () => execFileSync(BINARY, ['submissions', 'list', '--format', 'json', '--data', data], { encoding: 'utf8' }).split('\n').filter(Boolean);
  return { origin, stop, told, stored };
}

/** Starts Debian's Chromium. */
function startBrowser() {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** A site and a browser for the tests of one suite: there before its first, gone after its last. */
export function siteAndBrowser() {
  const here = {};
  before(async () => {
    here.site = await startSite();
    here.browser = await startBrowser();
  });
  after(async () => {
    await here.browser?.close();
    await here.site?.stop();
  });
  return here;
}

const axeSource = await readFile(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** What axe objects to on the page, a line a rule. Evaluated from outside, so that the site's own policy stays as strict. */
export async function axeViolations(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(' | ')}`);
}

/** The symptom check with a plain no to all. */
const NO_SIGN = Object.fromEntries(['saddle', 'limbs', 'after', 'sudden', 'safety', 'weakness', 'illness', 'unlike', 'lasting'].map((key) => [key, 'no']));

/** One page of every type, a path or what to choose in the form there, by the name that a failure is told with. */
export const PAGE_TYPES = {
  home: '/',
  'kind index': '/conditions',
  'questions index': '/questions',
  anatomy: '/anatomy/what-a-disc-is',
  condition: '/conditions/disc-extrusion',
  'deep condition': '/conditions/sequestration-l3-l4',
  symptom: '/symptoms/foot-drop',
  test: '/tests/mri',
  treatment: '/treatments/staying-active',
  procedure: '/procedures/endoscopic-discectomy',
  timeline: '/procedures/microdiscectomy/timeline',
  levels: '/levels',
  'low level': '/levels/l3-l4',
  'high level': '/levels/c2-c3',
  'level finder': '/levels/find',
  comparisons: '/compare',
  comparison: '/compare/leg-pain-from-a-low-back-disc',
  'wide comparison': '/compare/open-micro-or-endoscopic-surgery',
  'questions to ask': '/questions-to-ask',
  'list of questions': '/questions-to-ask?topic=surgery&topic=costs',
  question: '/questions/what-is-a-slipped-disc',
  about: '/about/how-we-write',
  privacy: '/about/privacy',
  glossary: '/glossary',
  sources: '/sources',
  'kit form': '/info-kit?topic=disc-extrusion',
  'kit choice': '/kit?about=disc-extrusion',
  'kit choice with faults': { path: '/kit?about=rain', refused: 400 },
  kit: '/kit/read?about=disc-extrusion&about=microdiscectomy&about=l4-l5',
  'kit in large print': '/kit/read?about=not-sure&part=none&print=large&paper=a4',
  'kit confirmation': '/info-kit/sent/BCDF-2345',
  'contact form': '/contact',
  'contact confirmation': '/contact/sent/BCDF-2345',
  'urgent confirmation': '/contact/sent/urgent/BCDF-2345',
  'scan review form': '/scan-review',
  'scan review confirmation': '/scan-review/sent/BCDF-2345',
  'my request': '/my-request',
  'request corrected': '/my-request/corrected',
  'request erased': '/my-request/erased',
  connect: '/connect',
  'connect form': '/connect/ask',
  'connect confirmation': '/connect/ask/sent/BCDF-2345',
  'connect too early': '/connect/too-early',
  'volunteer form': '/connect/volunteer',
  'volunteer confirmation': '/connect/volunteer/sent/BCDF-2345',
  'updates form': '/updates',
  'updates confirmation': '/updates/sent/BCDF-2345',
  'updates asked again': '/updates/asked',
  'feedback form': '/feedback?page=conditions/disc-extrusion&answered=no',
  'feedback confirmation': '/feedback/sent/BCDF-2345',
  'symptom check': '/check',
  'symptom check with answers missing': { path: '/check', choose: { after: 'no', lasting: 'yes' } },
  'symptom check in an emergency': { path: '/check', choose: { saddle: 'not-sure' } },
  'symptom check that is urgent': { path: '/check', choose: { ...NO_SIGN, weakness: 'yes' } },
  'symptom check without a sign': { path: '/check', choose: NO_SIGN },
  'scan words': '/scan-words',
  'scan words with none asked for': { path: '/scan-words', choose: {} },
  'scan words at an age': { path: '/scan-words', choose: { age: '50' }, text: 'Mild disc bulge, numb between my legs, no cord compression, zzyzx' },
  'scan words at any age': { path: '/scan-words', choose: { age: 'none' }, text: 'protrusion, spondylolisthesis and facet arthropathy' },
  search: '/search',
  'search results': '/search?q=sliped+disk+L5+leg+numb',
  'search for a term': '/search?q=ACDF',
  'search in an emergency': '/search?q=can%27t+pee',
  'search that finds nothing': '/search?q=zzyzxqx',
  'not found': '/no-such-page',
};

/** Goes to a page of a type; what only a form leads to is asked for as a reader does. */
export async function visit(page, origin, type) {
  await page.goto(origin + (type.path ?? type));
  if (!type.choose) return;
  if (type.text) await page.locator('main textarea').fill(type.text);
  for (const [name, value] of Object.entries(type.choose)) {
    await page.locator(`input[name="${name}"][value="${value}"]`).check();
  }
  await Promise.all([page.waitForEvent('load'), page.locator('main form button[type="submit"]').last().click()]);
}
