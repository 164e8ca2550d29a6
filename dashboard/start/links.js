// Links to pages of ours stay in the reader's tab, where Streamlit would open another. On a phone the menu lies over the
// page and closes with a choice, where Streamlit would keep it open on every later visit.
if (!document.body.dataset.links) {
  document.body.dataset.links = "held";
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    if (window.innerWidth < 768 && link.dataset.testid === "stSidebarNavLink")
      document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
    const isPage = !/^\/(chart|data|embed|evidence)\b/.test(link.pathname);
    if (link.origin === location.origin && isPage) link.target = "_self";
  }, true);
}
