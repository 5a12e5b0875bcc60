// The page of a form: the editor in its place, asking this service, keeping drafts in the browser.
import { browserBackend, mount } from "./editor.js";

function drafts() {
  try {
    return localStorage;
  } catch {
    return null; // The browser keeps nothing: the editor says so.
  }
}

const place = document.getElementById("editor");
const { form, lang, api } = place.dataset;
const backend = browserBackend(new URL(api, document.baseURI).href);
mount(place, { form, lang, backend, storage: drafts() });
