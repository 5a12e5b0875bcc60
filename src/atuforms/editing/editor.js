/**
 * The form editor of atuforms: one ES module, for the browser and for notebooks.
 *
 * It draws a form from its description, keeps the record, and asks a backend for everything that
 * is known of the form's rules. It loads nothing, and changes only what a change concerns: a key
 * that is typed touches its own field and no other.
 *
 *     const editor = mount(element, { form: "02-09", lang: "kk", backend: browserBackend() });
 *     editor.record();  editor.report();  editor.destroy();
 *
 * `backend.call(name, params)` gives a promise; the names are those of atuforms.editing.CALLS.
 * `storage` is what keeps a draft (`localStorage`), or null; `record` is what to begin with; `room`
 * are the bytes of Base64 that all files of a record may have, if the backend takes fewer;
 * `changed(record)` and `checked(report)` are told of each change and each answer, `became(form)` of
 * a file that was opened and is of another form.
 */

const LANGUAGES = ["kk", "ru", "en"];
const FILES = "$files";
const PICTURE_LIMIT = 10; // Megabytes.
const ALL_FILES = 18_000_000; // Bytes of Base64, since a request has at most 20 MB.
const PER_MEGABYTE = 1_370_000; // Bytes of Base64 of a file of a megabyte.
const MANY = 10; // Items of a list that stand open at first.
const CHECK_PAUSE = 450;
const PREVIEW_PAUSE = 1200;
const AFTER_LAYOUT = 60;
const ONE_STEP = 1000; // What is typed in one field without a longer pause is undone at once.
const MOST_STEPS = 200;
const MOST_ROWS = 6; // Empty rows with which a list begins.
const MOST_NUMBERS = 10; // Between the least and the greatest of a number that is chosen.
const SHORT_EXAMPLE = 90;
const LONG_EXAMPLE = 260;
const LONG_TITLE = 36;
const MOST_TOLD = 100; // Findings in the summary.
const ROWS = ["ABCDEFGHIJ", "АБВГДЕЖЗИК", "АӘБВГҒДЕЖЗ", "АВСДЕ"]; // Letters of the items of a list.
const SHORT = ["date", "duration", "whole", "number", "flag", "choice", "language"];
// Unicode's White_Space, as atuforms.fields.texts folds it.
const SPACES = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const TRIMMED = new RegExp(`^${SPACES.source}|${SPACES.source}$`, "g");

/** Number of characters as the regulations count them: NFC, trimmed, white space folded. */
export function countCharacters(text) {
  return [...text.normalize("NFC").replace(TRIMMED, "").replace(SPACES, " ")].length;
}

/** The backend of a page of `atuforms serve`: JSON by POST, a document as it is. */
export function browserBackend(prefix = "/api/") {
  return {
    async call(name, params) {
      const response = await fetch(prefix + name, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(params),
      });
      const type = response.headers.get("Content-Type") || "";
      if (type.startsWith("application/json")) return response.json();
      if (!response.ok) throw new Error(`${response.status}`);
      const named = /filename\*=UTF-8''([^;]+)/i.exec(
        response.headers.get("Content-Disposition") || "",
      );
      const plain = /filename="?([^";]+)"?/i.exec(response.headers.get("Content-Disposition") || "");
      const filename = named ? decodeURIComponent(named[1]) : plain ? plain[1] : name;
      return { ok: true, data: await response.blob(), filename, media_type: type };
    },
  };
}

// Small things

/** An element; `props` are attributes, `class`, `on` (listeners) and `hidden`. */
function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const ICONS = {
  up: "M8 13V3M3.5 7.5 8 3l4.5 4.5",
  down: "M8 3v10M3.5 8.5 8 13l4.5-4.5",
  duplicate: "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",
  remove: "M3.5 3.5l9 9M12.5 3.5l-9 9",
  add: "M8 3v10M3 8h10",
  undo: "M6 3 2.5 6.5 6 10M3 6.5h6a4 3.5 0 0 1 0 7H6.5",
  redo: "M10 3l3.5 3.5L10 10M13 6.5H7a4 3.5 0 0 0 0 7h2.5",
  toggle: "M5.5 3.5 10 8l-4.5 4.5",
  calendar: "M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.5v3M10.5 2.5v3",
};

function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isEmpty = (value) =>
  value === undefined || value === null || (typeof value === "string" && !value.trim());
const isBare = (value) =>
  isEmpty(value) || (typeof value === "object" && Object.values(value).every(isBare));
/** Whether a number is one of few, which are then chosen. */
const isFew = (schema) =>
  schema["x-kind"] === "whole" && schema.maximum - schema.minimum <= MOST_NUMBERS;
const plainText = (value) => (typeof value === "string" ? value : JSON.stringify(value));

function without(record, key) {
  const { [key]: _gone, ...rest } = record;
  return rest;
}

function toBlob(data, type) {
  if (data instanceof Blob) return data;
  const text = atob(data);
  return new Blob([Uint8Array.from(text, (letter) => letter.charCodeAt(0))], { type });
}

function toBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** A day of the calendar as `2025-12-12` from any spelling, else "". `names` are those of months. */
function isoDate(text, dates) {
  const plain = text.trim();
  const [, ...ymd] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(plain) || [];
  const [, d, m, y] = /^(\d{1,2})\s*\.\s*(\d{1,2})\s*\.\s*(\d{4})(?:\s*[жгy]\.?)?$/.exec(plain) || [];
  const parts = ymd.length ? ymd : y ? [y, m, d] : dates ? dateInWords(plain, dates.names) : null;
  if (!parts) return "";
  const [year, month, day] = parts.map(Number);
  const found = new Date(Date.UTC(year, month - 1, day));
  found.setUTCFullYear(year);
  if (found.getUTCMonth() !== month - 1 || found.getUTCDate() !== day) return "";
  const padded = (number, count) => String(number).padStart(count, "0");
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/** Year, month and day of a date of one year, one day and the name of one month; else null. */
function dateInWords(text, names) {
  const numbers = text.match(/\d+/g) || [];
  const years = numbers.filter((each) => each.length === 4);
  const days = numbers.filter((each) => each.length < 3);
  const words = (text.toLowerCase().match(/\p{L}{3,}/gu) || []).map((word) => {
    const fits = Object.keys(names).filter((name) => name.startsWith(word) || word.startsWith(name));
    return new Set(fits.map((name) => names[name]));
  });
  const months = words.filter((each) => each.size === 1).map((each) => [...each][0]);
  if (numbers.length !== 2 || !years.length || !days.length || months.length !== 1) return null;
  return [years[0], months[0], days[0]];
}

/** Pasted lines without the marks of a list, where every line has that of its place. */
function unmarked(lines) {
  const marked = lines.map((line) => /^[([]?(\d{1,3}|\p{L})\s*[.)\]]\s*(\S.*)$/u.exec(line));
  const fits = (mark, number) =>
    mark === String(number + 1) || ROWS.some((row) => row[number] === mark.toUpperCase());
  if (marked.every((found, number) => found && fits(found[1], number))) {
    return marked.map((found) => found[2]);
  }
  const dotted = lines.map((line) => /^[•·●○▪◦–—*-]\s+(\S.*)$/.exec(line));
  return dotted.every(Boolean) ? dotted.map((found) => found[1]) : lines;
}

const shortDate = (iso) => iso.split("-").reverse().join(".");

/** A moment as one writes it here; browsers do not know every language of the forms. */
function momentOf(time) {
  const here = new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString();
  return `${shortDate(here.slice(0, 10))} ${here.slice(11, 16)}`;
}

function download(blob, filename) {
  const link = h("a", { href: URL.createObjectURL(blob), download: filename });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// Fields. Each knows its parent and asks it for its place, so that an item may move.

let lastId = 0;

class Field {
  constructor(editor, parent, key, schema, required) {
    Object.assign(this, { editor, parent, key, schema, required });
    this.id = `atuforms-${++lastId}`;
    this.value = undefined;
    this.found = h("ul", { class: "findings", id: `${this.id}-findings`, hidden: true });
  }

  get path() {
    return [...this.parent.path, this.key];
  }

  get title() {
    return this.schema.title || this.key;
  }

  /** The words beneath the label: hint and clauses, and what holds where nothing is given. */
  hint() {
    const { editor, schema } = this;
    // A choice of few numbers shows its limits by itself.
    const lines = [isFew(schema) ? (schema["x-clauses"] || []).join("; ") : schema["x-hint"]];
    if (schema["x-given"]) lines.push(editor.say("of_settings"));
    if (schema.default) lines.push(editor.say("of_form", { list: schema.default.join(" ") }));
    const text = lines.filter(Boolean).join(" ");
    return text ? h("p", { class: "hint", id: `${this.id}-hint` }, text) : null;
  }

  mark() {
    return this.required ? h("span", { class: "mark", "aria-hidden": "true" }, " *") : null;
  }

  /** The words of the label; `inWords` says the mark to those who hear it, where no control does. */
  labelled(inWords = true) {
    const asked = inWords && this.required && h("span", { class: "unseen" }, ` (${this.editor.say("required")})`);
    return [this.title, this.mark(), asked || null];
  }

  /** Say that the value is another one now. */
  changed(value, typing = false) {
    if (value === this.value) return;
    this.value = value;
    this.parent.put(this.key, value, typing ? this : null);
  }

  /** Show what is wrong here. */
  show(findings) {
    const errors = findings.some((each) => each.severity === "error");
    this.found.replaceChildren(
      ...findings.map((each) =>
        h(
          "li",
          { class: each.severity },
          h("span", { class: "unseen" }, `${this.editor.say(each.severity)}: `),
          this.short(each.message, each.language),
          this.remedy(each),
        ),
      ),
    );
    this.found.hidden = !findings.length;
    this.element.classList.toggle("wrong", errors);
    for (const control of this.controls()) {
      if (errors) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  }

  /** What lies one press away. */
  remedy(_finding) {
    return "";
  }

  /** A message at its field does without the way to it. */
  short(message, language = "") {
    const way = language ? `${this.title} › ${this.editor.say(`language_${language}`)}: ` : `${this.title}: `;
    const at = message.indexOf(way);
    if (at < 0 || at > 200) return message;
    const rest = message.slice(at + way.length);
    return rest.charAt(0).toUpperCase() + rest.slice(1);
  }

  controls() {
    return [];
  }

  locate() {
    return this;
  }

  reveal() {
    this.parent.open();
  }

  focus() {
    const control = this.controls()[0] || this.element;
    control.focus();
    control.scrollIntoView({ block: "center" });
  }
}

/** A value that its control cannot show: said, and taken out only by whoever reads it. */
function stranger(editor, words, takeOut) {
  return h(
    "p",
    { class: "stranger" },
    words,
    " ",
    h("button", { type: "button", on: { click: takeOut } }, editor.say("take_out")),
  );
}

/** One native control. */
class Scalar extends Field {
  constructor(...given) {
    super(...given);
    const { schema } = this;
    this.kind = schema["x-kind"];
    this.control = this.build();
    this.note = h("div");
    const hint = this.hint();
    const framed = this.framed();
    const told = [hint, this.inWords, this.found].filter(Boolean).map((each) => each.id).join(" ");
    this.control.setAttribute("aria-describedby", told);
    if (this.required) this.control.setAttribute("aria-required", "true");
    this.element = h(
      "div",
      { class: `field ${SHORT.includes(this.kind) ? "short" : "wide"}` },
      h("label", { for: this.id, id: `${this.id}-label` }, ...this.labelled(false)),
      hint,
      framed,
      this.note,
      this.found,
    );
  }

  /** The control with what belongs to it. */
  framed() {
    return this.control;
  }

  build() {
    const { schema, kind, editor } = this;
    const options = this.options();
    if (options) {
      const told = [["", editor.say("choose")], ...options];
      return h(
        "select",
        { id: this.id, on: { change: () => this.typed() } },
        ...told.map(([key, title]) => h("option", { value: key }, title)),
      );
    }
    const types = { url: "url", email: "email" };
    const modes = { whole: "numeric", number: "decimal" };
    const example = schema.examples ? plainText(schema.examples[0]) : "";
    return h("input", {
      id: this.id,
      type: types[kind] || "text",
      inputmode: modes[kind],
      autocomplete: "off",
      placeholder: example && example.length < 60 ? editor.say("example", { example }) : null,
      on: { input: () => this.typed() },
    });
  }

  /** Pairs of key and words, where the value is one of few. */
  options() {
    const { schema, kind, editor } = this;
    if (schema["x-options"]) return schema["x-options"].map((each) => [each.key, each.title]);
    if (kind === "flag") return [["true", editor.say("yes")], ["false", editor.say("no")]];
    if (!isFew(schema)) return null;
    const { minimum, maximum } = schema;
    const numbers = Array.from({ length: maximum - minimum + 1 }, (_, n) => String(minimum + n));
    return numbers.map((each) => [each, each]);
  }

  typed() {
    const text = this.control.value;
    const whole = /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text) && !text.endsWith("0.");
    this.note.replaceChildren();
    const answer = this.kind === "presence" && this.answers().indexOf(text.trim().toLowerCase());
    if (isEmpty(text)) this.changed(undefined, true);
    else if (this.kind === "flag") this.changed(text === "true", true);
    else if (answer === 0 || answer === 1) this.changed(answer === 1, true);
    else if (["whole", "number"].includes(this.kind) && whole && String(Number(text)) === text) {
      this.changed(Number(text), true);
    } else this.changed(text, true);
  }

  /** No and yes, as one types them where an address may stand too. */
  answers() {
    return [this.editor.say("no").toLowerCase(), this.editor.say("yes").toLowerCase()];
  }

  set(value) {
    this.value = value;
    const isAnswer = this.kind === "presence" && typeof value === "boolean";
    const words = isAnswer ? this.answers()[Number(value)] : plainText(value);
    const text = isEmpty(value) ? "" : words;
    if (this.control.value !== text) this.control.value = text;
    const shown = this.control.value === text;
    this.note.replaceChildren();
    if (!shown) {
      this.control.value = "";
      const told = this.editor.say("unreadable", { value: text });
      this.note.append(stranger(this.editor, told, () => this.emptied()));
    }
  }

  emptied() {
    this.set(undefined);
    this.changed(undefined);
    this.focus();
  }

  controls() {
    return [this.control];
  }
}

/**
 * A day, typed as one writes it in any of the languages, or chosen in the calendar of the browser,
 * whose own field would want it in the order of the browser's language and not of the page's.
 */
class DateField extends Scalar {
  build() {
    const { editor, schema } = this;
    const [example] = schema.examples || ["2025-12-12"];
    return h("input", {
      id: this.id,
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: editor.say("example", { example: shortDate(example) }),
      on: { input: () => this.typed(), change: () => this.settle() },
    });
  }

  framed() {
    const { editor } = this;
    this.calendar = h("input", {
      type: "date",
      tabindex: "-1",
      "aria-hidden": "true",
      max: "9999-12-31",
      on: { input: () => this.chosen() },
    });
    this.inWords = h("span", { class: "hint", id: `${this.id}-words` });
    const opener = editor.tool("calendar", editor.say("calendar"), () => this.choose());
    // Of which field, is said after its name, so that the field alone has that of the label.
    opener.setAttribute("aria-describedby", `${this.id}-label`);
    return h(
      "div",
      { class: "dated" },
      this.control,
      h("span", { class: "calendar" }, this.calendar, opener),
      this.inWords,
    );
  }

  choose() {
    this.calendar.value = this.iso();
    try {
      this.calendar.showPicker();
    } catch {
      this.control.focus(); // In a frame of another origin there is no calendar.
    }
  }

  chosen() {
    this.control.value = this.calendar.value;
    this.settle();
  }

  iso() {
    return isoDate(this.control.value, this.editor.description.dates);
  }

  /** While it is typed half of a day is none yet, and no mistake. */
  typed(isWhole = false) {
    const iso = this.iso();
    this.tell(iso);
    if (isEmpty(this.control.value)) this.changed(undefined, true);
    else if (iso || isWhole) this.changed(iso || this.control.value, true);
  }

  settle() {
    this.typed(true);
    if (this.iso()) this.control.value = shortDate(this.iso());
  }

  set(value) {
    this.value = value;
    const text = isEmpty(value) ? "" : plainText(value);
    const iso = isoDate(text, null);
    // What is being typed stays as it is typed.
    if (!iso || iso !== this.iso()) this.control.value = iso ? shortDate(iso) : text;
    this.tell(iso);
  }

  /** Say the day as the document will. */
  tell(iso) {
    const { long, months } = this.editor.description.dates;
    const [year, month, day] = iso.split("-");
    const values = { "{year}": year, "{month}": months[month - 1], "{day}": Number(day), "{day:02d}": day };
    this.inWords.textContent = iso ? long.replace(/\{[^}]+\}/g, (name) => values[name]) : "";
  }
}

/** Words, in one language or in three side by side, with their live count. */
class Words extends Field {
  constructor(...given) {
    super(...given);
    const { editor, schema } = this;
    this.kind = schema["x-kind"];
    this.hinted = this.hint();
    this.cells = h("div", { class: "cells" });
    this.labelId = `${this.id}-label`;
    this.element = h("div", { class: `field ${this.kind}` });
    this.tools =
      this.kind === "markdown" ? editor.picker("add_picture", true, (file) => this.insert(file)) : null;
    this.areas = new Map();
    this.draw(false);
  }

  hint() {
    const hint = super.hint();
    if (this.kind !== "markdown") return hint;
    const words = this.editor.say("in_markdown");
    if (hint) hint.append(` ${words}`);
    return hint || h("p", { class: "hint", id: `${this.id}-hint` }, words);
  }

  /** The name of a person has a line of its own. */
  get isFirst() {
    const { schema } = this.parent;
    return Boolean(schema && schema["x-person"] && this.required);
  }

  get isMany() {
    const many = this.schema["x-languages"] && this.editor.isMany;
    return isRecord(this.value) || (many && isEmpty(this.value));
  }

  draw(many) {
    this.many = many;
    this.areas.clear();
    this.cells.replaceChildren();
    this.cells.classList.toggle("many", many);
    const isPart = this.kind === "text" && this.parent.schema && this.parent.schema["x-person"];
    this.element.classList.toggle("wide", many || !(isPart || this.kind === "name") || this.isFirst);
    for (const lang of many ? LANGUAGES : [""]) this.cells.append(this.cell(lang));
    const label = many
      ? h("span", { class: "label", id: this.labelId }, ...this.labelled())
      : h("label", { for: this.id, id: this.labelId }, ...this.labelled(false));
    if (many) {
      this.element.setAttribute("role", "group");
      this.element.setAttribute("aria-labelledby", this.labelId);
    } else {
      this.element.removeAttribute("role");
      this.element.removeAttribute("aria-labelledby");
    }
    this.element.replaceChildren(
      ...[label, this.hinted, this.cells, this.tools, this.found].filter(Boolean),
    );
  }

  cell(lang) {
    const { editor, schema, kind } = this;
    const id = lang ? `${this.id}-${lang}` : this.id;
    const counter = schema.maxLength ? h("span", { class: "count", id: `${id}-count` }) : null;
    const long = ["long_text", "markdown"].includes(kind);
    const example = schema.examples && !lang ? plainText(schema.examples[0]) : "";
    const most = long ? LONG_EXAMPLE : SHORT_EXAMPLE;
    const told = [this.hinted && this.hinted.id, counter && counter.id, this.found.id];
    const area = h(kind === "name" ? "input" : "textarea", {
      id,
      rows: kind === "name" ? null : long ? 4 : 1,
      type: kind === "name" ? "text" : null,
      lang: lang || editor.record.lang || editor.lang,
      spellcheck: kind === "name" ? "false" : null,
      autocomplete: "off",
      "aria-describedby": told.filter(Boolean).join(" "),
      "aria-required": this.required ? "true" : null,
      placeholder: example && example.length < most ? editor.say("example", { example }) : null,
      on: {
        input: () => this.typed(lang),
        keydown: (event) => this.entered(event),
        paste: (event) => this.pasted(event),
      },
    });
    this.areas.set(lang, { area, counter });
    const name = lang && h("label", { for: id, class: "language" }, editor.say(`language_${lang}`));
    return h("div", { class: "cell" }, name || null, area, counter);
  }

  get isLine() {
    return !["long_text", "markdown"].includes(this.kind);
  }

  /** Enter ends a line; in a list it begins the next item. */
  entered(event) {
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
    if (!this.isLine || plainText(this.value || "").includes("\n")) return;
    event.preventDefault();
    if (this.parent.next && !this.many) this.parent.next();
  }

  /** Lines that are pasted into an empty row of a list become a row each. */
  pasted(event) {
    if (!this.parent.fill || this.many || !this.isLine || !isEmpty(this.value)) return;
    const text = event.clipboardData.getData("text/plain");
    const lines = text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    this.parent.fill(unmarked(lines));
  }

  typed(lang) {
    const { area } = this.areas.get(lang);
    const before = isRecord(this.value) ? this.value[lang] : this.value;
    // What stood in several lines stays so.
    if (this.isLine && this.kind !== "name" && area.value.includes("\n") && !String(before).includes("\n")) {
      const at = area.selectionStart;
      area.value = area.value.replace(/\r?\n/g, " ");
      area.setSelectionRange(at, at);
    }
    this.count(lang);
    if (!lang) return this.changed(isEmpty(area.value) ? undefined : area.value, true);
    const texts = { ...this.value };
    for (const each of LANGUAGES) {
      const text = this.areas.get(each).area.value;
      if (isEmpty(text)) delete texts[each];
      else texts[each] = text;
    }
    return this.changed(Object.keys(texts).length ? texts : undefined, true);
  }

  set(value) {
    this.value = value;
    const odd = Array.isArray(value) || (isRecord(value) && !LANGUAGES.some((each) => each in value));
    if (this.isMany !== this.many) this.draw(Boolean(this.isMany));
    for (const [lang, { area }] of this.areas) {
      const text = lang ? (isRecord(value) ? value[lang] : "") : value;
      const words = isEmpty(text) ? "" : plainText(text);
      if (area.value !== words) area.value = words;
      this.count(lang);
    }
    if (this.strange) this.strange.remove();
    this.strange = null;
    if (odd) {
      const words = this.editor.say("unreadable", { value: plainText(value) });
      this.strange = stranger(this.editor, words, () => this.emptied());
      this.element.append(this.strange);
    }
  }

  emptied() {
    this.set(undefined);
    this.changed(undefined);
    this.focus();
  }

  /** Draw it anew where it is now to be in one language, or in three. */
  redraw() {
    if (this.isMany !== this.many) this.set(this.value);
  }

  count(lang) {
    const { area, counter } = this.areas.get(lang);
    if (!counter) return;
    const limit = this.schema.maxLength;
    const count = countCharacters(area.value);
    const over = count > limit;
    counter.textContent = `${count} / ${limit}`;
    if (over && !counter.classList.contains("over")) {
      this.editor.announce(this.editor.say("over_limit", { count: count - limit }));
    }
    counter.classList.toggle("over", over);
  }

  async insert(file) {
    const name = await this.editor.attach(file, true);
    if (!name) return;
    const lang = [...this.areas.keys()].find((each) => this.areas.get(each).area === this.latest);
    const { area } = this.areas.get(lang === undefined ? [...this.areas.keys()][0] : lang);
    area.setRangeText(`![](${encodeURI(name)})`, area.selectionStart, area.selectionEnd, "end");
    area.focus();
    this.typed(lang === undefined ? [...this.areas.keys()][0] : lang);
  }

  controls() {
    return [...this.areas.values()].map(({ area }) => area);
  }

  /** A text in another language has a place only where they stand side by side. */
  remedy(finding) {
    if (!finding.language || this.many) return "";
    const lead = () => this.editor.lead([...this.path, finding.language].join("."));
    return h("button", { type: "button", on: { click: lead } }, this.editor.say("side_by_side"));
  }

  show(findings) {
    super.show(findings);
    if (!this.many) return;
    // The languages of which something is said.
    const named = findings.filter((each) => each.severity === "error");
    for (const [lang, { area }] of this.areas) {
      const own = named.some((each) => !each.language || each.language === lang);
      if (!own) area.removeAttribute("aria-invalid");
    }
  }
}

/** A picture or another file, which the record then brings along. */
class FileField extends Field {
  constructor(...given) {
    super(...given);
    const { editor, schema } = this;
    this.isPicture = schema["x-kind"] === "image";
    this.shown = h("div", { class: "file" });
    const hint = this.hint();
    const words = this.isPicture ? "choose_picture" : "choose_file";
    this.picker = editor.picker(words, this.isPicture, (file) => this.take(file), this.title);
    const input = this.picker.querySelector("input");
    input.setAttribute(
      "aria-describedby",
      [hint && hint.id, this.found.id].filter(Boolean).join(" "),
    );
    this.element = h(
      "div",
      { class: "field wide", role: "group", "aria-labelledby": `${this.id}-label` },
      h("span", { class: "label", id: `${this.id}-label` }, ...this.labelled()),
      hint,
      this.shown,
      this.picker,
      this.found,
    );
  }

  async take(file) {
    const name = await this.editor.attach(file, this.isPicture);
    if (!name) return;
    const before = this.value;
    this.changed(name);
    this.set(name);
    this.editor.forget(before);
  }

  set(value) {
    this.value = value;
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = null;
    if (isEmpty(value)) return this.shown.replaceChildren();
    const { editor } = this;
    const data = (editor.record[FILES] || {})[value];
    const parts = [h("span", { class: "name" }, plainText(value))];
    if (data && this.isPicture) {
      this.url = URL.createObjectURL(toBlob(data, "image/*"));
      parts.unshift(h("img", { src: this.url, alt: editor.say("picture_of", { name: value }) }));
    }
    const label = editor.say("remove", { label: plainText(value) });
    parts.push(editor.tool("remove", label, () => this.drop()));
    return this.shown.replaceChildren(...parts);
  }

  drop() {
    const before = this.value;
    this.changed(undefined);
    this.set(undefined);
    this.editor.forget(before);
    this.focus();
  }

  controls() {
    return [this.picker.querySelector("input")];
  }
}

/** Several of a closed list: boxes to tick. */
class Choices extends Field {
  constructor(...given) {
    super(...given);
    const hint = this.hint();
    this.boxes = this.schema.items["x-options"].map(({ key, title }) => {
      const box = h("input", { type: "checkbox", value: key, on: { change: () => this.ticked() } });
      return [box, h("label", { class: "box" }, box, title)];
    });
    this.others = h("div");
    this.element = h(
      "fieldset",
      { class: "field wide boxes", "aria-describedby": [hint && hint.id, this.found.id].filter(Boolean).join(" ") },
      h("legend", {}, ...this.labelled()),
      hint,
      ...this.boxes.map(([, label]) => label),
      this.others,
      this.found,
    );
  }

  ticked() {
    const known = this.boxes.filter(([box]) => box.checked).map(([box]) => box.value);
    const keys = this.schema.items.enum;
    const strange = (this.value || []).filter((each) => !keys.includes(each));
    const all = [...known, ...strange];
    this.changed(all.length ? all : undefined);
  }

  set(value) {
    this.value = value;
    const list = Array.isArray(value) ? value : isEmpty(value) ? [] : [value];
    for (const [box] of this.boxes) box.checked = list.includes(box.value);
    const strange = list.filter((each) => !this.schema.items.enum.includes(each));
    this.others.replaceChildren(
      ...strange.map((each) => {
        const words = this.editor.say("unreadable", { value: plainText(each) });
        return stranger(this.editor, words, () => {
          const rest = list.filter((other) => other !== each);
          this.set(rest);
          this.changed(rest.length ? rest : undefined);
        });
      }),
    );
  }

  controls() {
    return this.boxes.map(([box]) => box);
  }
}

/** Several named values: a person, a video, the form itself. */
class Group extends Field {
  constructor(editor, parent, key, schema, required, level = 3, bare = false) {
    super(editor, parent, key, schema, required);
    this.level = level;
    this.fields = new Map();
    const names = Object.keys(schema.properties);
    const isRare = (name) =>
      schema["x-person"] && !(schema.required || []).includes(name) && !schema.properties[name].examples;
    const rare = names.filter(isRare);
    this.main = h("div", { class: "grid" });
    this.rest = h("div", { class: "grid" });
    for (const name of names) this.add(name, rare.includes(name) ? this.rest : this.main);
    this.strangers = h("div");
    this.more = rare.length
      ? h("details", { class: "more" }, h("summary", {}, this.moreWords(rare)), this.rest)
      : null;
    this.element = this.frame(bare);
    this.isOptional = !bare && !required;
    this.begin();
  }

  /** What a part must have that may be left out as a whole, is asked for once it is begun. */
  begin() {
    if (!this.isOptional) return;
    const begun = !isBare(this.value);
    if (begun === this.begun) return;
    this.begun = begun;
    this.element.classList.toggle("unbegun", !begun);
    for (const field of this.fields.values()) {
      for (const control of field.required ? field.controls() : []) {
        control.setAttribute("aria-required", String(begun));
      }
    }
  }

  moreWords(names) {
    const label = names.map((name) => this.schema.properties[name].title).join(", ");
    return this.editor.say("more", { label });
  }

  frame(bare) {
    const inside = [this.main, this.more, this.strangers];
    if (bare) return h("div", { class: "group bare" }, this.found, ...inside);
    const hint = this.hint();
    const about = { class: "group wide", "aria-describedby": hint && hint.id };
    return h("fieldset", about, h("legend", {}, ...this.labelled()), hint, this.found, ...inside);
  }

  add(name, place) {
    const schema = this.schema.properties[name];
    const required = (this.schema.required || []).includes(name);
    const field = fieldOf(this.editor, this, name, schema, required, this.level + 1);
    this.fields.set(name, field);
    place.append(field.element);
  }

  put(key, value, typing) {
    const values = isRecord(this.value) ? this.value : {};
    const bare = value === undefined || value === null;
    this.value = bare ? without(values, key) : { ...values, [key]: value };
    this.begin();
    this.parent.put(this.key, this.value, typing);
  }

  set(value) {
    if (value === this.value && value !== undefined) return;
    this.value = value;
    const values = isRecord(value) ? value : {};
    for (const [name, field] of this.fields) {
      if (field.value !== values[name] || field.value === undefined) field.set(values[name]);
    }
    if (this.more && [...this.rest.children].length) {
      const inside = [...this.fields.values()].filter((each) => this.rest.contains(each.element));
      if (inside.some((each) => !isBare(each.value))) this.more.open = true;
    }
    this.showStrangers(value, values);
    this.begin();
  }

  showStrangers(value, values) {
    const { editor } = this;
    const known = (name) => this.fields.has(name) || this.isOwn(name);
    const rows = Object.keys(values)
      .filter((name) => !known(name))
      .map((name) => {
        const words = editor.say("unknown", { name, value: plainText(values[name]) });
        return stranger(editor, words, () => this.takeOut(name));
      });
    if (!isRecord(value) && !isEmpty(value)) {
      const words = editor.say("unreadable", { value: plainText(value) });
      rows.push(stranger(editor, words, () => this.takeOut(null)));
    }
    this.strangers.replaceChildren(...rows);
  }

  isOwn() {
    return false;
  }

  takeOut(name) {
    const rest = name === null ? undefined : without(this.value, name);
    if (name === null) this.value = undefined;
    else this.value = rest;
    this.parent.put(this.key, this.value, null);
    this.showStrangers(this.value, this.value || {});
    this.focus();
  }

  locate(way) {
    const field = this.fields.get(way[0]);
    return field ? field.locate(way.slice(1)) : this;
  }

  open() {
    this.parent.open();
  }

  reveal(field) {
    this.parent.open();
    if (this.more && field && this.rest.contains(field.element)) this.more.open = true;
  }

  focus() {
    const first = [...this.fields.values()][0];
    if (first) first.focus();
  }

  redraw() {
    for (const field of this.fields.values()) if (field.redraw) field.redraw();
  }
}

/** One item of a list: a row with a control, or a part that opens and closes. */
class Item {
  constructor(list, value, open) {
    this.list = list;
    this.value = value;
    this.isRow = !list.schema.items.properties;
    this.isOpen = this.isRow || open;
    this.id = `atuforms-${++lastId}`;
    const { editor } = list;
    this.badge = h("span", { class: "badge", hidden: true });
    this.body = h("div", { class: "body", id: `${this.id}-body`, hidden: !this.isOpen });
    this.tools = h(
      "div",
      { class: "tools" },
      ...["up", "down", "duplicate", "remove"].map((name) =>
        editor.tool(name, "", () => list.act(name, this)),
      ),
    );
    this.heading = h("span", { class: "words" });
    this.toggle = h(
      "button",
      {
        type: "button",
        class: "toggle",
        id: this.id,
        "aria-expanded": String(this.isOpen),
        "aria-controls": `${this.id}-body`,
        on: { click: () => this.open(!this.isOpen) },
      },
      icon("toggle"),
      this.heading,
      this.badge,
    );
    this.element = this.isRow
      ? h("li", { class: "row" }, this.body, this.tools)
      : h("li", { class: "item" }, h("div", { class: "head" }, this.toggle, this.tools), this.body);
    if (this.isOpen) this.build();
  }

  get path() {
    return this.list.path;
  }

  get number() {
    return this.list.items.indexOf(this);
  }

  get title() {
    return `${this.list.title} ${this.number + 1}`;
  }

  build() {
    if (this.field) return;
    const { list } = this;
    const { items } = list.schema;
    const parent = {
      get path() {
        return list.path;
      },
      put: (_key, value, typing) => this.put(value, typing),
      open: () => this.reveal(),
      next: () => list.enter(this.number + 1),
      fill: (lines) => list.insert(this.number, lines, 1),
    };
    const schema = { ...items, title: items.title || list.title };
    this.field = items.properties
      ? new Group(list.editor, parent, "", schema, false, list.level + 1, true)
      : fieldOf(list.editor, parent, "", schema, false, list.level + 1);
    Object.defineProperty(this.field, "path", { get: () => [...list.path, this.number] });
    this.body.replaceChildren(this.field.element);
    this.field.set(this.value);
    this.name();
  }

  put(value, typing) {
    this.value = value;
    this.name();
    this.list.put(this, value, typing);
  }

  set(value) {
    this.value = value;
    if (this.field) this.field.set(value);
    this.name();
  }

  /** Say its number, and the words by which it is known. */
  name() {
    const { editor } = this.list;
    const label = this.title;
    for (const button of this.tools.children) {
      const words = editor.say(button.dataset.tool, { label });
      button.setAttribute("aria-label", words);
      button.title = words;
    }
    const { number } = this;
    this.tools.children[0].setAttribute("aria-disabled", String(number === 0));
    this.tools.children[1].setAttribute(
      "aria-disabled",
      String(number === this.list.items.length - 1),
    );
    this.tools.children[3].setAttribute("aria-disabled", String(!this.list.value));
    if (this.isRow) {
      const control = this.field && this.field.controls()[0];
      if (control && !this.field.many) control.setAttribute("aria-label", label);
      this.element.dataset.number = `${this.list.isLettered ? ROWS[0][number] || "?" : number + 1}.`;
      return;
    }
    const told = this.words();
    const long = this.list.title.length > LONG_TITLE;
    const short = long ? `${number + 1}.` : `${label} ·`;
    this.heading.textContent = told ? `${short} ${told}` : label;
  }

  words() {
    const value = isRecord(this.value) ? this.value : {};
    for (const name of Object.keys(this.list.schema.items.properties)) {
      const own = value[name];
      const text = isRecord(own) ? own[this.list.editor.lang] || Object.values(own)[0] : own;
      if (typeof text === "string" && text.trim()) return text.slice(0, 90);
    }
    return "";
  }

  open(open = true) {
    this.isOpen = open;
    if (open && !this.field) {
      this.build();
      this.list.editor.place();
    }
    this.body.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
  }

  reveal() {
    this.list.open();
    if (!this.isRow && !this.isOpen) this.open();
  }

  /** How much is wrong inside, for an item that is closed. */
  count(errors, warnings) {
    const { editor } = this.list;
    const words = [];
    if (errors) words.push(editor.say("errors", { count: errors }));
    if (warnings) words.push(editor.say("warnings", { count: warnings }));
    this.badge.textContent = words.join(", ");
    this.badge.hidden = !words.length;
    this.badge.classList.toggle("error", errors > 0);
  }

  focus() {
    if (this.isRow) this.field.focus();
    else this.toggle.focus();
  }
}

/** Values of the same kind in their order, which may be added, moved and taken out. */
class List extends Field {
  constructor(editor, parent, key, schema, required, level = 3) {
    super(editor, parent, key, schema, required);
    this.level = level;
    this.items = [];
    this.order = h("ol", { class: schema.items.properties ? "items" : "rows" });
    this.none = h("p", { class: "none" }, editor.say("none_yet"));
    this.counter = h("span", { class: "count" });
    const hint = this.hint();
    this.more = h(
      "button",
      { type: "button", class: "add", on: { click: () => this.append() } },
      icon("add"),
      ...this.addWords(),
    );
    const fold = (open, word) =>
      h("button", { type: "button", class: "plain", on: { click: () => this.fold(open) } }, editor.say(word));
    this.folds = h("span", { class: "folds", hidden: true }, fold(true, "open_all"), fold(false, "close_all"));
    this.strange = h("div");
    this.element = h(
      "div",
      {
        class: "list wide",
        role: "group",
        tabindex: "-1",
        "aria-labelledby": `${this.id}-label`,
        "aria-describedby": [hint && hint.id, this.found.id].filter(Boolean).join(" "),
      },
      h(
        "div",
        { class: "list-head" },
        h(`h${Math.min(level, 6)}`, { id: `${this.id}-label` }, ...this.labelled()),
        this.counter,
        this.folds,
      ),
      hint,
      this.strange,
      this.found,
      this.none,
      this.order,
      this.more,
    );
    if (parent instanceof Root && key === editor.description.bank) this.strange.before(this.bringer());
    this.tidy();
  }

  /** Where questions come from that are written already: a file, or a text. */
  bringer() {
    const { editor } = this;
    const picker = editor.picker("bank_file", false, (file) => this.bring(file));
    picker.querySelector("input").accept = ".docx,.txt,.gift,.xml,.odt,.pdf,.yaml,.yml,.json";
    const id = `${this.id}-bank`;
    const area = h("textarea", {
      id,
      rows: 8,
      spellcheck: "false",
      "aria-describedby": `${id}-hint`,
    });
    const read = async () => {
      if (isEmpty(area.value)) return area.focus();
      const isRead = await this.bring(new File([area.value], "text.txt"), true);
      if (isRead) area.value = "";
    };
    this.brought = h("div", { class: "notices" });
    return h(
      "div",
      { class: "bring" },
      h("p", {}, editor.say("bank_hint")),
      picker,
      h(
        "details",
        {},
        h("summary", {}, editor.say("bank_paste")),
        h("label", { for: id }, editor.say("bank_text")),
        h("p", { class: "hint", id: `${id}-hint` }, editor.say("bank_manner")),
        area,
        h("button", { type: "button", on: { click: read } }, editor.say("bank_read")),
      ),
      this.brought,
    );
  }

  /** Add the questions of a file to those that are here. */
  async bring(file, isText = false) {
    const { editor } = this;
    this.brought.replaceChildren();
    try {
      const { record, notes, findings } = await editor.read(file);
      const found = record.form === editor.form ? record[this.key] : null;
      if (!Array.isArray(found) || !found.length) throw new Error(editor.say("no_questions"));
      const own = (this.value || []).filter((each) => !isBare(each));
      this.given([...own, ...found]);
      const told = [...notes, ...findings.map((each) => each.message)];
      const words = editor.say(isText ? "brought_text" : "brought", { file: file.name, count: found.length });
      editor.tell(this.brought, words, "", ...editor.noticed(told));
      // The browser keeps in sight what stood below, which is far away now.
      setTimeout(() => this.brought.scrollIntoView({ block: "center" }), AFTER_LAYOUT);
      return true;
    } catch (error) {
      editor.tell(this.brought, error.message, "error");
      return false;
    }
  }

  /** “Add”, and what: where that is a whole line, for those who hear it. */
  addWords() {
    const words = this.editor.say("add", { label: this.title });
    if (this.title.length <= LONG_TITLE) return [words];
    const short = this.editor.say("add_short");
    return [h("span", { "aria-hidden": "true" }, short), h("span", { class: "unseen" }, words)];
  }

  fold(open) {
    for (const item of this.items) item.open(open);
  }

  put(item, value, typing) {
    const number = this.items.indexOf(item);
    const values = this.values;
    values[number] = value === undefined ? this.gap : value;
    const first = !this.value;
    this.value = values;
    if (first) this.tidy();
    this.parent.put(this.key, this.value, typing);
  }

  /** Options of a test item are told apart by letters, as they are printed. */
  get isLettered() {
    return Boolean(this.editor.description.bank) && this.key === "options";
  }

  /** The values of the items: also of the one that is drawn before there is any. */
  get values() {
    return this.value ? [...this.value] : this.items.map((item) => item.value);
  }

  /** Where something must stand, there is something to type into. */
  first() {
    const { items, minItems } = this.schema;
    const rows = items.properties ? 1 : Math.min(minItems || 1, MOST_ROWS);
    return this.required ? Array.from({ length: rows }, () => this.gap) : [];
  }

  /** What an item holds as long as nothing is typed into it. */
  get gap() {
    return this.schema.items.properties ? {} : "";
  }

  set(value) {
    if (value === this.value && value !== undefined) return;
    this.value = Array.isArray(value) ? value : undefined;
    const values = this.value || this.first();
    const old = this.items;
    const free = new Map(old.map((item) => [item.value, item]));
    this.items = values.map((each, number) => {
      const same = isRecord(each) ? free.get(each) : undefined;
      if (same) {
        free.delete(each);
        return same;
      }
      const here = old[number];
      if (here && free.get(here.value) === here && !values.includes(here.value)) {
        free.delete(here.value);
        here.value = each;
        here.stale = true;
        return here;
      }
      return new Item(this, each, values.length <= MANY);
    });
    for (const item of old) if (!this.items.includes(item)) item.element.remove();
    this.items.forEach((item, number) => {
      if (this.order.children[number] !== item.element) {
        this.order.insertBefore(item.element, this.order.children[number] || null);
      }
    });
    for (const item of this.items) {
      if (item.stale) item.set(item.value);
      item.stale = false;
    }
    const odd = !Array.isArray(value) && !isEmpty(value);
    const words = odd && this.editor.say("unreadable", { value: plainText(value) });
    this.strange.replaceChildren(
      ...(odd ? [stranger(this.editor, words, () => this.given([]))] : []),
    );
    this.tidy();
  }

  tidy() {
    for (const item of this.items) item.name();
    const { length } = this.value || [];
    const { maxItems, minItems } = this.schema;
    const limit = maxItems || (minItems > 1 ? minItems : 0);
    this.none.hidden = this.items.length > 0;
    this.order.hidden = this.items.length === 0;
    this.folds.hidden = length < 3 || !this.schema.items.properties;
    this.counter.hidden = !limit && length < 2;
    this.counter.textContent = limit ? `${length} / ${limit}` : length;
    this.counter.classList.toggle("over", Boolean(maxItems && length > maxItems));
  }

  given(values) {
    this.set(values);
    this.parent.put(this.key, values.length ? values : undefined, null);
  }

  append() {
    this.insert(this.items.length, [this.gap]);
  }

  /** Go to a row that is still empty, or to a new one in its place. */
  enter(number) {
    const item = this.items[number];
    if (item && isEmpty(item.value)) item.focus();
    else this.insert(number, [this.gap]);
  }

  /** Put items in, in the place of as many as are `replaced`, and go to the last of them. */
  insert(number, added, replaced = 0) {
    const { values } = this;
    values.splice(number, replaced, ...added);
    this.given(values);
    const item = this.items[number + added.length - 1];
    if (!item.isRow) item.open();
    this.editor.announce(this.editor.say("added", { label: item.title }));
    item.field.focus();
  }

  act(name, item) {
    const { number, title } = item;
    const { values } = this;
    if (name === "remove") {
      values.splice(number, 1);
      this.given(values);
      this.editor.announce(this.editor.say("removed", { label: title }));
      const next = this.items[number] || this.items[number - 1];
      if (next) next.focus();
      else this.more.focus();
      return;
    }
    if (name === "duplicate") {
      values.splice(number + 1, 0, structuredClone(values[number]));
      this.given(values);
      this.editor.announce(this.editor.say("added", { label: this.items[number + 1].title }));
      this.items[number + 1].focus();
      return;
    }
    const to = name === "up" ? number - 1 : number + 1;
    if (to < 0 || to >= values.length) return;
    this.move(number, to);
    item.tools.children[name === "up" ? 0 : 1].focus();
    this.editor.announce(this.editor.say("moved", { label: item.title }));
  }

  move(from, to) {
    const swap = (list) => {
      const moved = [...list];
      moved.splice(to, 0, ...moved.splice(from, 1));
      return moved;
    };
    this.value = swap(this.values);
    this.items = swap(this.items);
    const { element } = this.items[to];
    this.order.insertBefore(element, this.order.children[to > from ? to + 1 : to] || null);
    this.tidy();
    this.parent.put(this.key, this.value, null);
  }

  locate(way) {
    const item = this.items[Number(way[0])];
    if (!item) return this;
    return item.field ? item.field.locate(way.slice(1)) : item;
  }

  open() {
    this.parent.open();
  }

  redraw() {
    for (const item of this.items) if (item.field && item.field.redraw) item.field.redraw();
  }

  controls() {
    return [];
  }

  focus() {
    if (!this.value && this.items.length) return this.items[0].field.focus();
    this.element.focus();
    return this.element.scrollIntoView({ block: "center" });
  }
}

function fieldOf(editor, parent, key, schema, required, level) {
  if (schema.type === "array") {
    if (schema.uniqueItems && schema.items["x-options"]) {
      return new Choices(editor, parent, key, schema, required);
    }
    return new List(editor, parent, key, schema, required, level);
  }
  if (schema.properties) return new Group(editor, parent, key, schema, required, level);
  const kind = schema["x-kind"];
  if (kind === "image" || kind === "file") return new FileField(editor, parent, key, schema, required);
  if (["text", "long_text", "markdown", "name"].includes(kind) && !schema["x-options"]) {
    return new Words(editor, parent, key, schema, required);
  }
  const Kind = kind === "date" ? DateField : Scalar;
  return new Kind(editor, parent, key, schema, required);
}

/** The form itself. */
class Root extends Group {
  isOwn(name) {
    return ["form", "lang", FILES].includes(name);
  }

  get path() {
    return [];
  }

  takeOut(name) {
    if (name !== null) super.takeOut(name);
  }
}

// The editor around the fields

class Editor {
  constructor(element, options) {
    const { form, lang, record, backend, storage, description, changed, checked, became } = options;
    Object.assign(this, { form, lang, backend, changed, checked, became });
    this.room = options.room || ALL_FILES;
    this.limit = Math.floor(this.room / PER_MEGABYTE);
    this.storage = storage || null;
    this.host = h("div", { class: "atuforms-editor", lang });
    element.replaceChildren(this.host);
    this.record = record || { form, lang };
    this.given = Boolean(record);
    this.answer = null;
    this.asked = false;
    this.past = [];
    this.future = [];
    this.displaced = new Map(); // Drafts in whose place a file was opened, by form.
    this.turn = 0; // Answers to what was asked before this turn are stale.
    this.shot = 0;
    this.pages = [];
    this.ready = this.begin(description);
  }

  async begin(description) {
    try {
      this.description = description || (await this.ask("describe", { form: this.form, lang: this.lang }));
    } catch (error) {
      this.host.append(h("p", { class: "notice error", role: "alert" }, String(error.message)));
      return;
    }
    this.words = this.description.words;
    this.draw();
    const draft = this.given ? null : this.drafted();
    const start = this.given ? this.record : draft ? draft.record : { ...this.description.empty };
    this.kept = start;
    this.replace(start);
    this.print((draft && draft.printed) || start.lang || this.lang);
    if (draft) {
      const time = momentOf(draft.time);
      this.notice(this.say(draft.bare ? "restored_without_files" : "restored", { time }));
    }
  }

  say(name, values = {}) {
    return this.words[name].replace(/\{(\w+)\}/g, (whole, key) =>
      key in values ? String(values[key]) : whole,
    );
  }

  /** What the backend answers; its own sentence where it refuses. */
  async ask(name, params) {
    let answer;
    try {
      answer = await this.backend.call(name, params);
    } catch {
      throw new Error(this.words ? this.say("no_answer") : "The program does not answer.");
    }
    if (answer && answer.error) {
      throw new Error(plainText(answer.error.message || answer.error));
    }
    return answer;
  }

  // Drawing

  draw() {
    const { description } = this;
    this.schema = description.schema;
    const head = h(
      "header",
      { class: "top" },
      h("p", { class: "code" }, description.code),
      h("h2", { id: `${this.base}-title` }, description.title),
    );
    const required = h("p", { class: "hint" }, this.say("required_note", { mark: "*" }));
    this.live = h("div", { class: "unseen", role: "status", "aria-live": "polite" });
    this.notices = h("div", { class: "notices" });
    this.root = new Root(this, this, "", { ...this.schema, title: description.title }, false, 2, true);
    this.root.element.classList.add("root");
    this.host.replaceChildren(
      head,
      this.toolbar(),
      this.notices,
      h("div", { class: "main" }, h("div", { class: "form" }, required, this.root.element), this.side()),
      this.live,
    );
    this.listen();
  }

  get base() {
    this.ownId = this.ownId || `atuforms-${++lastId}`;
    return this.ownId;
  }

  toolbar() {
    const button = (word, act) =>
      h("button", { type: "button", on: { click: act } }, this.say(word));
    this.undoing = this.tool("undo", this.say("undo"), () => this.undo());
    this.redoing = this.tool("redo", this.say("redo"), () => this.redo());
    this.opener = this.picker("open", false, (file) => this.openFile(file));
    this.opener.querySelector("input").accept =
      ".yaml,.yml,.json,.docx,.odt,.pdf,.pptx,.txt,.gift,.xml,.zip";
    this.opener.title = this.say("open_hint");
    return h(
      "div",
      { class: "toolbar", role: "group", "aria-label": this.say("tools") },
      h("div", { class: "tool-group" }, this.opener, this.undoing, this.redoing),
      this.languages(),
      button("clear", () => this.clear()),
    );
  }

  languages() {
    const select = (word, options, act) => {
      const id = `atuforms-${++lastId}`;
      const made = h(
        "select",
        { id, on: { change: () => act(made.value) } },
        ...options.map(([key, title]) => h("option", { value: key }, title)),
      );
      return [made, h("span", { class: "pair" }, h("label", { for: id }, this.say(word)), made)];
    };
    const names = LANGUAGES.map((each) => [each, this.say(`language_${each}`)]);
    const [texts, textsShown] = select(
      "texts",
      [...names.map(([key, name]) => [key, `${this.say("one_language")}: ${name}`]), ["many", this.say("three_languages")]],
      (mode) => this.speak(mode),
    );
    const [printed, printedShown] = select("documents_in", names, (lang) => {
      this.print(lang);
      this.kept = null; // It belongs to the draft.
      this.soon();
    });
    Object.assign(this, { texts, printing: printed });
    this.printed = this.lang;
    const hasTexts = JSON.stringify(this.schema).includes('"x-languages"');
    return h("div", { class: "tool-group" }, hasTexts ? textsShown : null, printedShown);
  }

  /** What is wrong, and what may be saved: always in sight, or where the form ends. */
  side() {
    const base = `${this.base}-sum`;
    const region = { class: "summary", role: "region", tabindex: "-1", "aria-labelledby": base };
    this.told = h("div", { class: "told" });
    // What came of saving is said where one has pressed, and so is in sight.
    this.outcomes = h("div", { class: "notices" });
    const check = { type: "button", class: "strong", on: { click: () => this.checkAll() } };
    this.summary = h(
      "div",
      region,
      h("h3", { id: base }, this.say("summary")),
      this.told,
      h("div", {}, h("button", check, this.say("check"))),
      this.saves(),
      this.outcomes,
      h("p", { class: "hint" }, this.say(this.storage ? "kept" : "not_kept")),
    );
    this.frame = h("div", { class: "pages" });
    this.shower = h("details", { class: "preview", open: true }, h("summary", {}, this.say("preview")), this.frame);
    this.shower.addEventListener("toggle", () => this.shower.open && this.soon());
    if (!this.description.formats.length) this.shower.hidden = true;
    return h("div", { class: "side" }, this.summary, this.shower);
  }

  saves() {
    const id = `atuforms-${++lastId}`;
    const record = { to: "yaml", title: this.say("save_record") };
    const buttons = [...this.description.formats, record].map(({ to, title }) =>
      h("button", { type: "button", "data-save": to, on: { click: () => this.save(to) } }, title),
    );
    const name = h("span", { class: "label", id }, this.say("save"));
    const code = h("button", { type: "button", class: "plain", on: { click: () => this.showCode() } }, this.say("code"));
    return h("div", { class: "tool-group saves", role: "group", "aria-labelledby": id }, name, ...buttons, code);
  }

  /** A button with a picture for a name. */
  tool(name, label, act) {
    return h(
      "button",
      {
        type: "button",
        class: "tool",
        "data-tool": name,
        "aria-label": label || null,
        title: label || null,
        on: { click: (event) => event.currentTarget.getAttribute("aria-disabled") !== "true" && act() },
      },
      icon(name),
    );
  }

  /** What takes a file: a native input in a label that looks like a button. */
  picker(word, isPicture, act, about = "") {
    const input = h("input", {
      type: "file",
      accept: isPicture ? "image/png,image/jpeg,.png,.jpg,.jpeg" : null,
      "aria-label": about ? `${this.say(word)}: ${about}` : null,
      on: {
        change: () => {
          const [file] = input.files;
          input.value = "";
          if (file) act(file);
        },
      },
    });
    return h("label", { class: "picker" }, h("span", {}, this.say(word)), input);
  }

  listen() {
    if (this.listening) return;
    this.listening = new AbortController();
    const { signal } = this.listening;
    window.addEventListener("pagehide", () => this.saveDraft(), { signal });
    window.addEventListener("storage", (event) => this.heard(event), { signal });
    const on = (name, act) => this.host.addEventListener(name, act, { signal });
    on("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      // The same keys in the Cyrillic layouts.
      const isUndo = event.code === "KeyZ" || key === "z";
      if (isUndo || event.code === "KeyY") {
        event.preventDefault();
        event.stopPropagation();
        if (isUndo && !event.shiftKey) this.undo();
        else this.redo();
      }
    });
    on("dragover", (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      this.host.classList.add("dropping");
    });
    on("dragleave", (event) => {
      if (!this.host.contains(event.relatedTarget)) this.host.classList.remove("dropping");
    });
    on("drop", (event) => {
      this.host.classList.remove("dropping");
      const [file] = event.dataTransfer.files;
      // A button that takes a file takes what is dropped on it by itself.
      if (!file || event.target.matches("input[type=file]")) return;
      event.preventDefault();
      this.openFile(file);
    });
  }

  announce(words) {
    // A text that is the same as before is not read out again.
    this.live.textContent = this.live.textContent === words ? `${words}\u00a0` : words;
  }

  notice(words, kind = "", ...more) {
    this.tell(this.notices, words, kind, ...more);
  }

  outcome(words, kind = "", ...more) {
    const box = this.tell(this.outcomes, words, kind, ...more);
    this.outcomes.scrollIntoView({ block: "nearest" });
    return box;
  }

  tell(place, words, kind, ...more) {
    const close = this.tool("remove", this.say("close"), () => {
      box.remove();
      (place === this.notices ? this.undoing : this.summary).focus();
    });
    const box = h("div", { class: `notice ${kind}` }, h("div", {}, h("p", {}, words), ...more), close);
    this.notices.replaceChildren();
    this.outcomes.replaceChildren();
    place.append(box);
    this.announce(words);
    return box;
  }

  // The record

  /** What the form says of a change; `field` is where it was typed. */
  put(_key, value, field) {
    const before = this.record;
    const own = {};
    for (const name of ["form", "lang", FILES]) if (name in before) own[name] = before[name];
    const record = { ...own, ...without(value || {}, FILES) };
    this.step(before, field);
    this.keep(record);
  }

  step(before, field) {
    const now = Date.now();
    const goesOn = field && this.typing && this.typing.field === field && now - this.typing.time < ONE_STEP;
    if (!goesOn) {
      this.past.push(before);
      if (this.past.length > MOST_STEPS) this.past.shift();
    }
    this.typing = field ? { field, time: now } : null;
    this.future = [];
  }

  keep(record) {
    this.record = record;
    this.root.value = record;
    this.showSteps();
    this.soon();
    if (this.changed) this.changed(record);
  }

  /** The language in which documents are made from now on. */
  print(lang) {
    this.printed = lang;
    this.printing.value = lang;
  }

  /** Show another record. */
  replace(record) {
    if (record.lang !== this.record.lang) this.print(record.lang || this.printed);
    this.record = record;
    this.isMany = this.holdsMany(record);
    this.texts.value = this.isMany ? "many" : record.lang || this.lang;
    this.root.set(record);
    this.root.redraw();
    this.keep(record);
  }

  /** A change of the whole that may be undone. */
  revise(record) {
    this.step(this.record, null);
    this.replace(record);
  }

  showSteps() {
    this.undoing.setAttribute("aria-disabled", String(!this.past.length));
    this.redoing.setAttribute("aria-disabled", String(!this.future.length));
  }

  undo() {
    return this.walk(this.past, this.future, "undone");
  }

  redo() {
    return this.walk(this.future, this.past, "redone");
  }

  async walk(from, to, word) {
    if (!from.length || this.turning) return;
    const focused = document.activeElement;
    const [before, { form }] = [this.record, from[from.length - 1]];
    if (form && form !== this.description.form) {
      try {
        await this.become(form, word === "undone");
      } catch (error) {
        this.notice(error.message, "error");
        return;
      }
      this.undoing.focus();
    }
    to.push(before);
    this.typing = null;
    this.replace(from.pop());
    this.announce(this.say(word));
    if (focused && this.host.contains(focused) && focused !== document.activeElement) focused.focus();
    else if (focused && !focused.isConnected) this.undoing.focus();
  }

  clear() {
    this.forgetDraft();
    this.asked = false;
    this.revise({ ...this.description.empty });
    this.forgetDraft();
    this.notice(this.say("cleared"));
  }

  holdsMany(record) {
    const walk = (schema, value) => {
      if (schema.type === "array") return Array.isArray(value) && value.some((each) => walk(schema.items, each));
      if (!isRecord(value)) return false;
      if (schema["x-languages"]) return LANGUAGES.some((each) => each in value);
      return Object.entries(schema.properties || {}).some(([name, each]) => walk(each, value[name]));
    };
    return walk(this.schema, record);
  }

  /** Texts in one language or in three. What stands in others is never dropped. */
  speak(mode) {
    const before = this.record.lang || this.lang;
    const many = mode === "many";
    const turn = (schema, value) => {
      if (schema.type === "array" && Array.isArray(value)) {
        return value.map((each) => turn(schema.items, each));
      }
      if (schema["x-languages"]) {
        if (many) return typeof value === "string" && value.trim() ? { [before]: value } : value;
        const given = isRecord(value) ? Object.keys(value).filter((each) => !isEmpty(value[each])) : [];
        return given.length === 1 && given[0] === mode ? value[mode] : value;
      }
      if (!isRecord(value)) return value;
      const own = Object.entries(value).map(([name, each]) => [
        name,
        schema.properties && schema.properties[name] ? turn(schema.properties[name], each) : each,
      ]);
      return Object.fromEntries(own);
    };
    const record = turn(this.schema, this.record);
    this.revise(many ? record : { ...record, lang: mode });
    this.isMany = many;
    this.texts.value = mode;
    this.root.redraw();
    if (!many) this.print(mode);
  }

  // Files

  async attach(file, isPicture) {
    const limit = isPicture ? Math.min(PICTURE_LIMIT, this.limit) : this.limit;
    if (file.size > limit * 1_000_000) {
      const words = this.say(isPicture ? "too_large" : "named_only", { file: file.name, limit });
      this.notice(words, isPicture ? "error" : "warning");
      return isPicture ? "" : file.name.normalize("NFC");
    }
    const data = await toBase64(file);
    if (isPicture && !data.startsWith("iVBORw0KGgo") && !data.startsWith("/9j/")) {
      this.notice(this.say("no_picture", { file: file.name }), "error");
      return "";
    }
    const files = this.record[FILES] || {};
    const whole = file.name.normalize("NFC").replace(/[\\/:*?"<>|()[\]]/g, "-");
    const dot = whole.lastIndexOf(".");
    let name = whole;
    for (let n = 2; name in files && files[name] !== data; n += 1) {
      name = dot > 0 ? `${whole.slice(0, dot)}-${n}${whole.slice(dot)}` : `${whole}-${n}`;
    }
    const all = Object.values({ ...files, [name]: data });
    if (all.reduce((sum, each) => sum + each.length, 0) > this.room) {
      this.notice(this.say("too_many_bytes", { file: file.name, limit: this.limit }), "error");
      return "";
    }
    this.record = { ...this.record, [FILES]: { ...files, [name]: data } };
    return name;
  }

  /** Let a file go that nothing in the record names any more. */
  forget(name) {
    const files = this.record[FILES];
    if (!files || !(name in files) || JSON.stringify(without(this.record, FILES)).includes(name)) return;
    const rest = without(files, name);
    this.keep(Object.keys(rest).length ? { ...this.record, [FILES]: rest } : without(this.record, FILES));
  }

  /** A record from a file, with what reading it noticed. */
  async read(file) {
    if (file.size > this.limit * 1_000_000) {
      throw new Error(this.say("too_large", { file: file.name, limit: this.limit }));
    }
    const data = await toBase64(file);
    return this.ask("open", { data, filename: file.name, lang: this.lang });
  }

  noticed(told) {
    if (!told.length) return [];
    return [h("p", {}, this.say("read_with")), h("ul", {}, ...told.map((each) => h("li", {}, each)))];
  }

  async openFile(file) {
    try {
      const read = await this.read(file);
      const before = this.record;
      if (read.record.form !== this.description.form) {
        await this.become(read.record.form);
        this.opener.querySelector("input").focus();
      }
      this.step(before, null);
      this.replace(read.record);
      const told = [...read.notes, ...read.findings.map((each) => each.message)];
      this.notice(this.say("opened", { file: file.name }), "", ...this.noticed(told));
    } catch (error) {
      this.notice(error.message, "error");
    }
  }

  /**
   * Draw another form in the place of this one, which stays as its draft.
   *
   * An opened file takes the place of that form's own draft; `back`, to the form before, returns it.
   */
  async become(form, back = false) {
    this.turning = true;
    try {
      const description = await this.ask("describe", { form, lang: this.lang });
      this.saveDraft();
      if (back) this.putBack();
      this.description = description;
      this.form = form;
      if (!back) this.displaced.set(form, this.draftText());
    } finally {
      this.turning = false;
    }
    this.record = { ...this.description.empty };
    this.kept = this.record;
    this.asked = false;
    this.findings = [];
    this.draw();
    if (this.became) this.became(form);
  }

  draftText() {
    try {
      return this.storage.getItem(this.draftKey);
    } catch {
      return null;
    }
  }

  /** Let the draft that an opened file had displaced be the draft again. */
  putBack() {
    const text = this.displaced.get(this.form);
    if (text === undefined) return;
    if (text === null) return this.forgetDraft();
    try {
      this.storage.setItem(this.draftKey, text);
    } catch {
      // There is no room: what was opened stays the draft.
    }
  }

  // Drafts

  get draftKey() {
    return `atuforms:${this.description.form}`;
  }

  drafted() {
    try {
      const draft = JSON.parse(this.storage.getItem(this.draftKey));
      return isRecord(draft) && isRecord(draft.record) ? draft : null;
    } catch {
      return null;
    }
  }

  saveDraft() {
    // A tab in which nothing was typed leaves alone what another one has kept since.
    if (!this.storage || this.record === this.kept) return;
    this.kept = this.record;
    if (isBare(without(without(this.record, "form"), "lang"))) return this.forgetDraft();
    const draft = { time: Date.now(), printed: this.printed, record: this.record };
    try {
      this.storage.setItem(this.draftKey, JSON.stringify(draft));
    } catch {
      try {
        const bare = { ...draft, bare: true, record: without(this.record, FILES) };
        this.storage.setItem(this.draftKey, JSON.stringify(bare));
      } catch {
        if (!this.warned) this.notice(this.say("not_kept"), "warning");
        this.warned = true;
      }
    }
  }

  /**
   * Another tab has kept its draft of this form: both show the same from then on, since of two
   * states the last one that is typed into would be kept, and the other lost.
   */
  heard(event) {
    if (!this.storage || event.key !== this.draftKey || !event.newValue) return;
    // What is being typed here is kept at the next pause, and then stands there too.
    if (this.record !== this.kept) return;
    const draft = this.drafted();
    if (!draft) return;
    const files = draft.bare && this.record[FILES] ? { [FILES]: this.record[FILES] } : {};
    const record = { ...draft.record, ...files };
    const isNew = this.record !== this.taken;
    if (JSON.stringify(record) !== JSON.stringify(this.record)) {
      // What is typed there without a pause is one step here too.
      if (isNew) this.step(this.record, null);
      this.replace(record);
      this.taken = record;
      if (isNew) this.notice(this.say("elsewhere"), "warning");
    }
    this.kept = this.record;
    this.print(draft.printed || this.printed);
  }

  forgetDraft() {
    try {
      this.storage.removeItem(this.draftKey);
    } catch {
      // There is no storage: nothing was kept.
    }
  }

  // Checking

  /** At the next pause, ask what is wrong. */
  soon() {
    this.turn += 1;
    clearTimeout(this.pausing);
    this.pausing = setTimeout(() => this.check(), CHECK_PAUSE);
  }

  async check() {
    clearTimeout(this.pausing);
    const turn = ++this.turn;
    this.saveDraft();
    try {
      const asked = this.asked;
      const { record, lang, printed } = this;
      const answer = await this.ask("check", { record, lang, asked, printed });
      if (turn !== this.turn || this.gone) return;
      if (this.silent) this.notices.replaceChildren();
      this.silent = false;
      this.answer = answer;
      if (answer.ok && this.refusal) this.refusal.remove();
      this.showFindings(answer.findings);
      if (this.checked) this.checked(answer);
      this.drawSoon();
    } catch (error) {
      if (turn !== this.turn || this.gone) return;
      if (!this.silent) this.notice(error.message, "error");
      this.silent = true;
      // What was said last holds of what stood here then.
      this.told.replaceChildren(h("p", { class: "sum bad" }, this.say("unchecked")));
    }
  }

  async checkAll() {
    this.asked = true;
    await this.check();
    this.summary.focus();
  }

  showFindings(findings) {
    const before = this.known || new Set();
    const isDone = this.answer.ok && !this.wasDone;
    this.wasDone = this.answer.ok;
    this.findings = findings;
    this.known = new Set(findings.map((each) => `${each.path} ${each.message}`));
    this.place();
    this.showSummary();
    const fresh = findings.filter((each) => !before.has(`${each.path} ${each.message}`));
    const sum = this.sum();
    if (fresh.length && fresh.length < 4) {
      this.announce([...fresh.map((each) => each.message), sum].join(" "));
    } else if (fresh.length || before.size > this.known.size || isDone) this.announce(sum);
  }

  /** Show each finding at its field, and how many there are in closed items. */
  place() {
    const at = new Map();
    const counts = new Map();
    for (const finding of this.findings || []) {
      const way = finding.path ? finding.path.split(".") : [];
      const field = this.root.locate(way);
      this.countOn(way, finding.severity, counts);
      if (field === this.root || field instanceof Item) continue;
      const last = way[way.length - 1];
      const language = LANGUAGES.includes(last) ? last : "";
      at.set(field, [...(at.get(field) || []), { ...finding, language }]);
    }
    for (const field of this.marked || []) if (!at.has(field)) field.show([]);
    for (const [field, list] of at) field.show(list);
    for (const item of this.counted || []) if (!counts.has(item)) item.count(0, 0);
    for (const [item, count] of counts) item.count(count.error, count.warning);
    this.marked = [...at.keys()];
    this.counted = [...counts.keys()];
  }

  countOn(way, severity, counts) {
    let field = this.root;
    for (const step of way) {
      if (field instanceof List) {
        const item = field.items[Number(step)];
        if (!item) return;
        const count = counts.get(item) || { error: 0, warning: 0 };
        count[severity] += 1;
        counts.set(item, count);
        field = item.field;
      } else field = field && field.fields ? field.fields.get(step) : null;
      if (!field) return;
    }
  }

  /** The lists that have too few items so far, which is no mistake until it is asked for. */
  get growing() {
    const lists = (!this.asked && this.answer.growing) || [];
    return lists.map(({ path, actual, limit }) => {
      const label = this.wayTo(path);
      return { path, severity: "growing", message: this.say("growing", { label, count: actual, limit }) };
    });
  }

  /** The words by which one knows a field: “Module 1 › Lecture”. */
  wayTo(path) {
    const words = [];
    let field = this.root;
    for (const step of path.split(".")) {
      const inside = field instanceof List ? field.items[Number(step)] : field && field.fields && field.fields.get(step);
      if (!inside) break;
      if (inside instanceof Item) words[words.length - 1] = inside.title;
      else words.push(inside.title);
      field = inside instanceof Item ? inside.field : inside;
    }
    return words.join(" › ");
  }

  sum() {
    const { findings, answer } = this;
    const count = (severity) => findings.filter((each) => each.severity === severity).length;
    const parts = [];
    if (count("error")) parts.push(this.say("errors", { count: count("error") }));
    if (count("warning")) parts.push(this.say("warnings", { count: count("warning") }));
    const fields = answer.left - this.growing.length;
    if (!this.asked && fields > 0) parts.push(this.say("left", { count: fields }));
    if (!parts.length || answer.ok) parts.unshift(this.say(answer.ok ? "clean" : "clean_so_far"));
    return parts.join(". ").replace(/\.\. /g, ". ");
  }

  showSummary() {
    const said = [...this.findings, ...this.growing].slice(0, MOST_TOLD);
    const items = said.map((finding) =>
      h(
        "li",
        { class: finding.severity },
        h(
          "a",
          {
            href: "#",
            on: {
              click: (event) => {
                event.preventDefault();
                this.lead(finding.path);
              },
            },
          },
          finding.message,
        ),
      ),
    );
    const focused = this.told.contains(document.activeElement);
    const wrong = this.findings.some((each) => each.severity === "error");
    const state = this.answer.ok ? "ok" : wrong ? "bad" : "";
    this.told.replaceChildren(
      h("p", { class: `sum ${state}` }, this.sum()),
      items.length ? h("ul", { class: "findings" }, ...items) : "",
    );
    if (focused) this.summary.focus();
  }

  /** Open what lies on the way to a field, and go there. */
  lead(path) {
    const way = path ? path.split(".") : [];
    let field = this.root.locate(way);
    const lang = way[way.length - 1];
    // A text in another language has a place only where they stand side by side.
    if (field instanceof Words && LANGUAGES.includes(lang) && !field.many) this.speak("many");
    // An item that was never open has no fields yet.
    for (let n = 0; field instanceof Item && n < way.length; n += 1) {
      field.reveal();
      field = this.root.locate(way);
    }
    for (let up = field; up && up !== this.root && up.parent; up = up.parent) {
      if (up.parent.reveal) up.parent.reveal(up);
      else up.parent.open();
      if (!(up.parent instanceof Field)) break;
    }
    field.focus();
    const cell = field instanceof Words && field.areas.get(lang);
    if (cell) cell.area.focus();
  }

  open() {}

  get path() {
    return [];
  }

  // Pages

  drawSoon() {
    clearTimeout(this.drawing);
    if (!this.shower.open || this.shower.hidden || this.frame.offsetParent === null) return;
    this.drawing = setTimeout(() => this.drawPages(), PREVIEW_PAUSE - CHECK_PAUSE);
  }

  async drawPages() {
    const shot = ++this.shot;
    const turn = this.turn;
    if (!this.pages.length) this.frame.replaceChildren(h("p", { class: "hint" }, this.say("previewing")));
    this.frame.setAttribute("aria-busy", "true");
    try {
      const { pages } = await this.ask("preview", { record: this.record, lang: this.printed });
      if (shot !== this.shot || turn !== this.turn || this.gone) return;
      this.pages.forEach((url) => URL.revokeObjectURL(url));
      this.pages = pages.map((page) => URL.createObjectURL(toBlob(page, "image/png")));
      const images = this.pages.map((src, n) => h("img", { src, alt: this.say("page", { number: n + 1 }) }));
      this.frame.replaceChildren(...(images.length ? images : [h("p", {}, this.say("no_pages"))]));
    } catch (error) {
      if (shot === this.shot && !this.gone) {
        this.pages = [];
        this.frame.replaceChildren(h("p", { class: "hint" }, error.message));
      }
    } finally {
      if (shot === this.shot) this.frame.removeAttribute("aria-busy");
    }
  }

  async save(to, draft = false) {
    if (this.saving) return;
    this.saving = true;
    this.announce(this.say("saving"));
    try {
      const lang = this.printed;
      const made = await this.ask("render", { record: this.record, lang, to, draft, messages: this.lang });
      if (made.data) {
        download(toBlob(made.data, made.media_type), made.filename);
        this.outcome(this.say("saved", { file: made.filename }));
      } else this.refused(made, to);
    } catch (error) {
      this.outcome(error.message, "error");
    } finally {
      this.saving = false;
    }
  }

  refused(made, to) {
    this.asked = true;
    this.turn += 1;
    clearTimeout(this.pausing);
    this.answer = made;
    this.showFindings(made.findings);
    const again = h("button", { type: "button", on: { click: () => this.save(to, true) } }, this.say("as_draft"));
    this.summary.focus();
    this.refusal = this.outcome(this.say("not_made"), "error", again);
  }

  async showCode() {
    try {
      const code = await this.ask("code", { record: this.record, lang: this.lang, printed: this.printed });
      const part = (title, text) => [
        h("h3", {}, title),
        h("pre", { tabindex: "0", "aria-label": title }, text),
        this.copier(text),
      ];
      const dialog = h(
        "dialog",
        { "aria-label": this.say("code") },
        ...part("Python", code.python),
        ...part("YAML", code.yaml),
        h("form", { method: "dialog" }, h("button", { class: "strong" }, this.say("close"))),
      );
      dialog.addEventListener("close", () => dialog.remove());
      this.host.append(dialog);
      dialog.showModal();
    } catch (error) {
      this.notice(error.message, "error");
    }
  }

  /** A button that copies, where the browser lets a page do that. */
  copier(text) {
    if (!navigator.clipboard) return null;
    const copy = async () => {
      await navigator.clipboard.writeText(text);
      this.announce(this.say("copied"));
    };
    return h("button", { type: "button", on: { click: copy } }, this.say("copy"));
  }

  destroy() {
    this.gone = true;
    clearTimeout(this.pausing);
    clearTimeout(this.drawing);
    if (this.listening) this.listening.abort();
    this.pages.forEach((url) => URL.revokeObjectURL(url));
    this.host.remove();
  }
}

/**
 * Draw the editor of a form in `element`.
 *
 * @returns {{record(): object, report(): object|null, set(record: object): void, destroy(): void,
 *   ready: Promise<void>}} `report()` is the last answer of `check`; `ready` is there when the form
 *   is drawn.
 */
export function mount(element, options) {
  const editor = new Editor(element, options);
  return {
    record: () => editor.record,
    report: () => editor.answer,
    set: (record) => editor.revise(record),
    destroy: () => editor.destroy(),
    ready: editor.ready,
  };
}
