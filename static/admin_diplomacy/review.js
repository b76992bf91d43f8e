// The queue at the speed of keys: the next item is loaded ahead and put in place while the answer is sent.
// Without this file each answer is a form that leads to the next page.

const page = document.getElementById("review");
const status = document.getElementById("review-status");
const sending = new Set();
let ahead = null;
let line = Promise.resolve(); // answers are sent one after the other, so that the last one is the last

const item = () => document.getElementById("review-item");

function loadAhead() {
  const id = item().dataset.id;
  if (!id) return;
  const address = new URL(page.dataset.ahead, location.href);
  for (const one of [id, ...sending]) address.searchParams.append("beside", one);
  ahead = fetch(address).then((response) => (response.ok ? response.text() : ""), () => "");
}

function show(html) {
  const next = new DOMParser().parseFromString(html, "text/html").getElementById("review-item");
  if (!next) return location.reload();
  item().replaceWith(next);
  document.getElementById("review-question").focus({ preventScroll: true });
  if (scrollY > page.offsetTop) page.scrollIntoView();
}

function tell(reply, address) {
  status.textContent = reply;
  status.classList.toggle("errornote", Boolean(address));
  if (!address) return;
  const link = document.createElement("a");
  link.href = address;
  link.textContent = " Show that quote.";
  status.append(link);
}

async function send(form, button) {
  const id = item().dataset.id;
  const again = new URL(location.pathname, location.href);
  again.searchParams.set("quote", id);
  sending.add(id);
  const body = new FormData(form, button);
  const sent = line.then(() => fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } }));
  line = sent.catch(() => null);
  const next = (await ahead) || "";
  if (next) {
    show(next);
    loadAhead();
  }
  try {
    const response = await sent;
    const reply = await response.json();
    if (!reply.address) {
      document.getElementById("review-today").textContent = reply.today;
      document.getElementById("review-left").textContent = reply.left;
    }
    tell(reply.message, reply.address);
  } catch {
    tell("That answer was not saved.", again.href);
  }
  sending.delete(id);
  if (!next) location.reload();
}

document.addEventListener("submit", (event) => {
  if (event.target.id === "review-form" && event.submitter?.value !== "words") {
    event.preventDefault();
    send(event.target, event.submitter);
  } else if (event.target.id === "review-undo" && sending.size) {
    event.preventDefault();
    line.then(() => event.target.submit());
  } else if (event.target.classList.contains("review-else")) {
    event.preventDefault();
    document.querySelector("#review-found button")?.click();
  }
});

let typing;
document.addEventListener("input", (event) => {
  if (event.target.id !== "review-who") return;
  clearTimeout(typing);
  typing = setTimeout(async () => {
    const address = new URL(page.dataset.people, location.href);
    address.searchParams.set("who", event.target.value);
    const response = await fetch(address);
    const found = document.getElementById("review-found");
    if (!response.ok || address.searchParams.get("who") !== document.getElementById("review-who")?.value) return;
    found.replaceChildren(...new DOMParser().parseFromString(await response.text(), "text/html").body.childNodes);
  }, 150);
});

const FIELDS = "input:not([type=hidden]), textarea, select";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches(FIELDS)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  if (event.key === "?") {
    const help = document.getElementById("review-help");
    help.open = !help.open;
    if (help.open) help.scrollIntoView({ block: "nearest" });
  } else if (event.key === "z") {
    document.getElementById("review-undo").requestSubmit();
  } else if (event.key === "s") {
    document.getElementById("review-who")?.focus();
  } else {
    const button = [...item().querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
    if (!button || sending.has(item().dataset.id)) return;
    button.click();
  }
  event.preventDefault();
});

loadAhead();
