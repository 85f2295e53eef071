// Enhancement only: every page works without this file.

// What went wrong comes first for those who hear the page.
document.querySelector(".urgent, .error-summary, .banner")?.focus();

// A second click on the same button sends nothing; coming back to the page makes it work again.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// Paper cannot be unfolded.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  for (const details of folded) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of folded) details.open = false;
});

// A word's meaning beside it instead of a page away. It is taken from the glossary itself, with the words around it; the
// link works as ever where that fails, and in a new tab.
let glossary;
let meantBy;
let shownFor;
const fetchGlossary = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.body.append(document.importNode(page.querySelector("#meaning-template").content, true));
  return page;
};
const showMeaning = async (term) => {
  glossary ??= fetchGlossary(term.pathname);
  const entry = (await glossary).getElementById(term.hash.slice(1));
  const meaning = document.getElementById("meaning");
  const parts = [...entry.querySelectorAll("dt, dd:not(.used)")].map((part) => document.importNode(part, true));
  parts[0].id = "meaning-name";
  meaning.querySelector("dl").replaceChildren(...parts);
  meaning.querySelector("a").href = term.href;
  meantBy = term;
  meaning.togglePopover({ source: term });
  if (meaning.matches(":popover-open")) meaning.focus();
};
// A press beside an open meaning closes it before the click is told; on its own word that click is not to open it again.
document.addEventListener("pointerdown", () => {
  shownFor = document.querySelector("#meaning:popover-open") && meantBy;
});
document.addEventListener("click", (event) => {
  const term = event.target.closest("a.term");
  if (!term || !("popover" in term) || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const closing = term === shownFor;
  shownFor = undefined;
  if (closing) return;
  showMeaning(term).catch(() => location.assign(term.href));
});
