// Suggestions below the search box while one types. Without this file the form is sent as it is, and the
// page of results says what else the words may mean.

const WAIT = 150; // milliseconds without a key before the server is asked

for (const input of document.querySelectorAll("input[data-suggest]")) suggestFor(input);

function suggestFor(input) {
  const list = document.createElement("ul");
  const status = document.createElement("span");
  let timer = 0;
  let asked = null;
  let active = -1;

  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.after(list, status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.autocomplete = "off";

  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) choose(-1);
  };

  const choose = (at) => {
    const options = [...list.children];
    active = at;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    if (at < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", options[at].id);
      options[at].scrollIntoView({ block: "nearest" });
    }
  };

  const ask = async () => {
    const words = input.value.trim();
    asked?.abort();
    if (words.length < 2) return show(false);
    asked = new AbortController();
    try {
      const url = `${input.dataset.suggest}?q=${encodeURIComponent(words.slice(0, 100))}`;
      const answer = await fetch(url, { signal: asked.signal });
      if (!answer.ok) return show(false);
      list.innerHTML = await answer.text();
    } catch {
      return; // another key was pressed, or the server is away: the form works all the same
    }
    for (const option of list.children) option.id = `${input.id}-${option.id}`;
    active = -1;
    input.removeAttribute("aria-activedescendant");
    const number = list.children.length;
    status.textContent = number ? `${number} suggestion${number === 1 ? "" : "s"}, arrow keys choose` : "";
    show(number > 0 && document.activeElement === input);
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const number = list.children.length;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      show(false);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && number) {
      event.preventDefault();
      if (list.hidden) show(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(active < 0 && step < 0 ? number - 1 : (active + step + number) % number);
    } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
      event.preventDefault();
      window.location.assign(list.children[active].dataset.href);
    }
  });
  input.addEventListener("blur", () => show(false));
  // On mousedown, before the box loses the focus and the list goes away.
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault();
    if (option && event.button === 0) window.location.assign(option.dataset.href);
  });
}
