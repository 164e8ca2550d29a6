// Enter opens all that was found, the arrow down goes to the first of what is shown.
(() => {
  const root = document.documentElement;
  root.dataset.searchAll = "{all}";
  if (root.dataset.searchKeys) return;
  root.dataset.searchKeys = "yes";
  document.addEventListener("keydown", (event) => { // not on the box: it may come later, and is made anew at times
    const box = event.target.closest?.(".st-key-search_box input");
    const typed = box?.value.trim();
    if (event.key === "Enter" && typed) {
      const all = root.dataset.searchAll;
      location.assign(all + (all.includes("?") ? "&" : "?") + "q=" + encodeURIComponent(typed));
    } else if (event.key === "ArrowDown" && box) {
      const first = document.querySelector(".search-found a");
      if (first) { first.focus(); event.preventDefault(); }
    }
  });
})();
