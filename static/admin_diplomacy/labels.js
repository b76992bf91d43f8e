// The boxes to choose from have no name for a screen reader until something is chosen: they get their label's.

function labelled(select) {
  const shown = select.nextElementSibling?.querySelector(".select2-selection__rendered");
  if (!shown || !select.labels.length) return;
  const label = select.labels[0].textContent.trim();
  shown.setAttribute("aria-label", `${label} ${[...select.selectedOptions].map((one) => one.text).join(", ")}`);
  const typed = select.nextElementSibling.querySelector(".select2-search__field");
  typed?.setAttribute("aria-label", label);
}

// After the admin's own script, which makes the boxes when the page is ready.
window.django?.jQuery(($) => {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    labelled(select);
    $(select).on("change", () => labelled(select));
  }
});
