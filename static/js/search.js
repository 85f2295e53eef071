// Suggestions below the search field: enhancement only. The list of titles is fetched once and looked through here, so that
// nothing typed leaves the browser before it is sent.

const form = document.querySelector(".search-field");
const field = form.querySelector("input");
const list = document.createElement("ul");
const told = document.createElement("p");
const MOST = 7;
let titles;
let chosen = -1;

list.id = "suggestions";
list.className = "search-list";
list.role = "listbox";
list.hidden = true;
list.ariaLabel = form.querySelector("label").textContent;
told.role = "status";
told.className = "visually-hidden";
field.after(list);
form.append(told);
field.role = "combobox";
field.ariaAutoComplete = "list";
field.ariaExpanded = "false";
field.setAttribute("aria-controls", list.id);

const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}|['’]/gu, "").replace(/\bdisk/g, "disc");

const close = () => {
  list.hidden = true;
  field.ariaExpanded = "false";
  choose(-1);
};

const choose = (at) => {
  list.children[chosen]?.removeAttribute("aria-selected");
  chosen = at;
  const option = list.children[at];
  if (option) {
    option.ariaSelected = "true";
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  } else field.removeAttribute("aria-activedescendant");
};

const open = (option) => location.assign(option.dataset.href);

const suggest = () => {
  const words = plain(field.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const seen = new Set();
  const found = [];
  if (words.join("").length > 1) {
    for (const [name, href, text] of titles ?? []) {
      if (seen.has(href) || !words.every((word) => text.includes(" " + word))) continue;
      seen.add(href);
      found.push([text.startsWith(" " + words[0]) ? 0 : 1, name, href]);
    }
  }
  found.sort((one, other) => one[0] - other[0]);
  list.replaceChildren(
    ...found.slice(0, MOST).map(([, name, href], at) => {
      const option = document.createElement("li");
      option.id = "suggestion-" + at;
      option.role = "option";
      option.textContent = name;
      option.dataset.href = href;
      return option;
    }),
  );
  close();
  const count = list.children.length;
  if (count) {
    list.hidden = false;
    field.ariaExpanded = "true";
  }
  told.textContent = count ? form.dataset.told.replace("#", count) : field.value && form.dataset.none;
};

field.addEventListener("focus", async () => {
  const answer = await fetch(form.dataset.titles);
  titles = (await answer.json()).map(([name, href]) => [name, href, " " + plain(name).replace(/[^\p{L}\p{N}]+/gu, " ")]);
  // They may come after the last letter.
  if (document.activeElement === field) suggest();
}, { once: true });
field.addEventListener("input", suggest);
field.addEventListener("blur", close);
field.addEventListener("keydown", (event) => {
  const count = list.children.length;
  if (list.hidden || event.isComposing) return;
  if (event.key === "ArrowDown") choose((chosen + 1) % count);
  else if (event.key === "ArrowUp") choose(chosen < 1 ? count - 1 : chosen - 1);
  else if (event.key === "Escape") close();
  else if (event.key === "Enter" && chosen >= 0) open(list.children[chosen]);
  else return;
  event.preventDefault();
});
// Pressing on an option must not take the focus away before the click.
list.addEventListener("pointerdown", (event) => event.preventDefault());
list.addEventListener("click", (event) => open(event.target.closest("li")));
