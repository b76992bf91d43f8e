// Words selected in the article's text become the form's boundaries, counted in code points as the server does.

const text = document.getElementById("words-to-select");
const told = document.getElementById("words-selected");
const form = document.querySelector("form:has([name=start])");
const folded = text.closest("details");
if (folded && location.hash === "#boundaries") folded.open = true;
const points = (words) => [...words].length;

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = Number(text.dataset.from) + points(before.toString());
  form.elements.start.value = start;
  form.elements.end.value = start + points(range.toString());
  const words = range.toString();
  told.textContent = words.length > 160 ? `${words.slice(0, 80)} … ${words.slice(-80)}` : words;
});
