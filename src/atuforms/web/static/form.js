// The page of a form: the editor in its place, asking this service, keeping drafts in the browser.
import { browserBackend, mount } from "./editor.js";

const place = document.getElementById("editor");
const { form, lang, api } = place.dataset;
mount(place, { form, lang, backend: browserBackend(new URL(api, document.baseURI).href) });
