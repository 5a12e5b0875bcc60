// What the pages do by themselves where scripts run; without, each form is sent as it is.

const words = (text) => text.toLocaleLowerCase().split(/\s+/).filter(Boolean);

function filter(field) {
  const told = document.querySelector(".found");
  const cards = [...document.querySelectorAll("[data-words]")];
  const show = () => {
    const wanted = words(field.value);
    let count = 0;
    for (const card of cards) {
      card.hidden = !wanted.every((word) => card.dataset.words.includes(word));
      count += card.hidden ? 0 : 1;
    }
    for (const group of document.querySelectorAll(".group")) {
      group.hidden = !group.querySelector("[data-words]:not([hidden])");
    }
    told.textContent = count ? "" : told.dataset.none;
  };
  field.addEventListener("input", show);
  if (!new URLSearchParams(location.search).get("q")) show();
}

function drop(zone) {
  const field = zone.querySelector("input[type=file]");
  const make = (tag, className, textContent) =>
    Object.assign(document.createElement(tag), { className, textContent });
  // The native control speaks the language of the browser: it lies unseen over ours, which speak
  // that of the page, and takes clicks, keys and files all the same.
  const shown = make("div", "choose", "");
  shown.setAttribute("aria-hidden", "true");
  const chosen = make("ul", "chosen", "");
  shown.append(make("span", "button plain", zone.dataset.choose), chosen);
  field.after(shown);
  zone.classList.add("own");
  const list = () => {
    const names = [...field.files].map((file) => file.name);
    const told = names.length ? names : [zone.dataset.none];
    chosen.replaceChildren(...told.map((each) => make("li", "", each)));
  };
  field.addEventListener("change", list);
  list();
  const mark = (on) => zone.classList.toggle("over", on);
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => { event.preventDefault(); mark(true); });
  }
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => mark(false));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    const given = new DataTransfer();
    const files = [...event.dataTransfer.files];
    for (const file of field.multiple ? files : files.slice(0, 1)) given.items.add(file);
    field.files = given.files;
    list();
    field.focus();
  });
}

function nameIn(header) {
  const found = /filename\*=UTF-8''([^;]+)/.exec(header || "");
  return found ? decodeURIComponent(found[1]) : "";
}

function saveAs(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// Of a page that only says why something was not done: the files that were chosen stay chosen.
function sentence(page) {
  const fresh = new DOMParser().parseFromString(page, "text/html");
  return fresh.querySelector("main > .note")?.textContent || "";
}

function show(page) {
  const fresh = new DOMParser().parseFromString(page, "text/html");
  const main = fresh.querySelector("main");
  if (!main) return false;
  document.querySelector("main").replaceWith(document.adoptNode(main));
  document.title = fresh.title;
  const heading = main.querySelector("h1");
  heading.tabIndex = -1;
  heading.focus();
  scrollTo(0, 0);
  for (const zone of main.querySelectorAll("[data-drop]")) drop(zone);
  return true;
}

function send(form) {
  form.noValidate = true; // What is wrong is said in the language of the page.
  const told = form.querySelector(".progress");
  const button = form.querySelector("button[type=submit]");
  const say = (text, bad = false) => {
    told.textContent = text;
    told.classList.toggle("bad", bad);
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-disabled") === "true") return;
    const body = new FormData(form);
    const size = [...body.values()].reduce((sum, each) => sum + (each.size || 0), 0);
    if (size > told.dataset.limit * 1e6) return say(told.dataset.large, true);
    button.setAttribute("aria-disabled", "true");
    say(told.dataset.working);
    try {
      const answer = await fetch(form.action, { method: "POST", body });
      const name = nameIn(answer.headers.get("Content-Disposition"));
      if (name) {
        saveAs(await answer.blob(), name);
        const more = decodeURIComponent(answer.headers.get("Atuforms-Told") || "");
        say([told.dataset.saved.replace("{file}", name), more].filter(Boolean).join(" "));
      } else {
        say("");
        const page = await answer.text();
        const refused = sentence(page);
        if (refused) return say(refused, true);
        history.replaceState({ form: true }, "");
        history.pushState({ result: true }, "");
        if (!show(page)) say(told.dataset.lost, true);
      }
    } catch {
      say(told.dataset.lost, true);
    } finally {
      button.removeAttribute("aria-disabled");
    }
  });
}

// From a result back to the form that was sent, and forward to no result, which is kept nowhere.
addEventListener("popstate", (event) => {
  if (event.state && (event.state.form || event.state.result)) location.reload();
});

for (const field of document.querySelectorAll("[data-filter]")) filter(field);
for (const zone of document.querySelectorAll("[data-drop]")) drop(zone);
for (const form of document.querySelectorAll("form[data-send]")) send(form);
