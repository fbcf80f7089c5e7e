// Where the server is, read off this script's own address. Streamlit otherwise guesses it from the
// page's: of /mentions it first asks for files that lie at /, and logs an error for each.
{
  const server = new URL("..", document.currentScript.src);
  window.__streamlit = {
    ...window.__streamlit, BACKEND_BASE_URL: server.href, MAIN_PAGE_BASE_URL: server.href,
  };
  // How wide the window is, for dashboard/ui/width.py: pages cannot ask.
  const narrow = matchMedia("(max-width: 639px)");
  const tell = () => {
    const told = `earshot_width=${narrow.matches ? "narrow" : "wide"}`;
    document.cookie = `${told}; path=${server.pathname}; SameSite=Lax`;
  };
  try {
    tell();
    narrow.addEventListener("change", tell);
  } catch {
    // A frame that may keep nothing: it is shown as a wide one.
  }
}
