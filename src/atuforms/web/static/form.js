// The page of a form: the editor in its place, asking this service, keeping drafts in the browser.
import { browserBackend, mount } from "./editor.js";

function drafts() {
  try {
    return localStorage;
  } catch {
    return null; // The browser keeps nothing: the editor says so.
  }
}

// A file was opened that is of another form: what stands around the editor becomes that of its page.
async function became(form) {
  const answer = await fetch(form);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of ["header.site", ".form-head"]) {
    document.querySelector(part).replaceWith(document.adoptNode(page.querySelector(part)));
  }
  document.title = page.title;
  history.pushState(null, "", form);
  shown = location.pathname;
}

// Back to the form that stood here before, with its draft; not on the way within the page.
let shown = location.pathname;
addEventListener("popstate", () => {
  if (location.pathname !== shown) location.reload();
});

const place = document.getElementById("editor");
const { form, lang, api } = place.dataset;
const backend = browserBackend(new URL(api, document.baseURI).href);
mount(place, { form, lang, backend, storage: drafts(), became });
