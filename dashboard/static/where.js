// Where the server is, read off this script's own address. Streamlit otherwise guesses it from the
// page's: of /mentions it first asks for files that lie at /, and logs an error for each.
{
  const server = new URL("..", document.currentScript.src).href;
  window.__streamlit = { ...window.__streamlit, BACKEND_BASE_URL: server, MAIN_PAGE_BASE_URL: server };
}
