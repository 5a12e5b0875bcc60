// Verifies certificates of Almaty Technological University: in this browser alone, with nothing sent.
// What it says is what “atuforms verify” says; docs/proofs.md has the form of what it reads.

const data = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);
const LONGEST = 60_000_000;
const SIGNATURE = 86; // characters of 64 bytes

// Signed texts

class NotWhole extends Error {}

function bytesOf(part) {
  if (!/^[A-Za-z0-9_-]+$/.test(part)) throw new NotWhole();
  let binary;
  try {
    binary = atob(part.replace(/-/g, "+").replace(/_/g, "/"));
  } catch {
    throw new NotWhole();
  }
  const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
  if (base64url(bytes) !== part) throw new NotWhole(); // one text, one spelling
  return bytes;
}

function base64url(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function objectOf(bytes) {
  let value;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new NotWhole();
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new NotWhole();
  return value;
}

function tokenOf(text) {
  const parts = text.split(".");
  if (parts.length !== 3) throw new NotWhole();
  const [header, payload] = parts.slice(0, 2).map((part) => objectOf(bytesOf(part)));
  const signature = bytesOf(parts[2]);
  const known = Object.keys(header).every((name) => ["alg", "kid", "typ"].includes(name));
  const typed = header.typ === undefined || typeof header.typ === "string";
  if (!known || !typed || header.alg !== "EdDSA" || typeof header.kid !== "string") throw new NotWhole();
  if (signature.length !== 64) throw new NotWhole();
  const signed = new TextEncoder().encode(`${parts[0]}.${parts[1]}`);
  return { text, kind: header.typ ?? "", key: header.kid, payload, signature, signed };
}

const keys = new Map();

async function thumbprint(jwk) {
  const text = `{"crv":"${jwk.crv}","kty":"${jwk.kty}","x":"${jwk.x}"}`;
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
}

async function loadKeys() {
  for (const { kty, crv, x } of data.keys) {
    const key = await crypto.subtle.importKey("jwk", { kty, crv, x }, { name: "Ed25519" }, false, ["verify"]);
    keys.set(await thumbprint({ kty, crv, x }), key);
  }
}

const isSigned = (token) =>
  crypto.subtle.verify({ name: "Ed25519" }, keys.get(token.key), token.signature, token.signed);

function claimsOf(token) {
  const { d = "", f = "", h = "", n = "", iat } = token.payload;
  const names = Object.keys(token.payload);
  const sound =
    token.kind === "" &&
    names.every((name) => ["d", "f", "h", "n", "iat"].includes(name)) &&
    [d, f, h, n].every((value) => typeof value === "string") &&
    /^[A-Za-z0-9_-]{43}$/.test(h) && f !== "" && (d === "" || /^\d{4}-\d{2}-\d{2}$/.test(d)) &&
    (iat === undefined || Number.isInteger(iat));
  if (!sound) throw new NotWhole();
  return { form: f, number: n, date: d, hash: h, iat };
}

export function tokenIn(text) {
  const found = /(?:^|#)([A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]+)$/.exec(text.replace(/\s+/g, ""));
  return found ? found[1] : "";
}

// The record in its canonical form (RFC 8785)

export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const names = Object.keys(value).sort(); // by UTF-16 units, as the standard asks
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

async function hashOf(record) {
  const bytes = new TextEncoder().encode(canonical(record));
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

// The published list

let numbers = null;

async function loadList() {
  if (!data.list) return;
  const token = tokenOf(data.list);
  if (token.kind !== data.listKind || !keys.has(token.key) || !(await isSigned(token))) return;
  numbers = { of: token.payload.numbers, day: new Date(token.payload.iat * 1000).toISOString().slice(0, 10) };
}

function own(thing, name) {
  return thing !== undefined && Object.hasOwn(thing, name) ? thing[name] : undefined;
}

function stateOf(claims) {
  const years = own(numbers.of, claims.form);
  if (claims.date) return own(own(years, claims.date.slice(0, 4)), claims.number);
  const states = Object.values(years ?? {}).map((year) => own(year, claims.number)).filter(Boolean);
  return states.includes("void") ? "void" : states[0];
}

// A PDF

async function inflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function latin(bytes) {
  let text = "";
  for (let from = 0; from < bytes.length; from += 32768) {
    text += String.fromCharCode(...bytes.subarray(from, from + 32768));
  }
  return text;
}

async function embedded(bytes, text) {
  const found = new Set();
  for (const match of text.matchAll(/\/EmbeddedFile\b/g)) {
    const begin = text.lastIndexOf("obj", match.index);
    const stream = text.indexOf("stream", match.index);
    const head = text.slice(begin, stream);
    const length = /\/Length (\d+)(?! \d+ R)/.exec(head);
    if (begin < 0 || stream < 0 || !length) continue;
    const start = stream + (text[stream + 6] === "\r" ? 8 : 7);
    let content = bytes.subarray(start, start + Number(length[1]));
    try {
      if (/\/FlateDecode/.test(head)) content = await inflated(content);
      found.add(new TextDecoder("utf-8", { fatal: true }).decode(content));
    } catch {
      throw new NotWhole();
    }
  }
  return [...found];
}

async function ofPdf(bytes) {
  const text = latin(bytes);
  const told = new Set();
  for (const match of text.matchAll(/<atuforms:proof>([^<]*)<|\satuforms:proof=["']([^"']*)["']/g)) {
    told.add(match[1] ?? match[2]);
  }
  if (told.size === 0) return { reason: "not-signed" };
  if (told.size > 1) return { reason: "altered" };
  const records = await embedded(bytes, text);
  const answer = await ofToken([...told][0]);
  if (answer.reason === "unreadable") return { reason: "altered" };
  if (!["genuine", "void", "unknown-number"].includes(answer.reason)) return answer;
  answer.onlyCode = false;
  if (records.length !== 1) return { ...answer, reason: "altered" };
  let record;
  try {
    record = JSON.parse(records[0]);
  } catch {
    return { ...answer, reason: "altered" };
  }
  if ((await hashOf(record)) === answer.claims.hash) {
    const differences = await otherOnPage(bytes, text, record);
    return differences.length ? { ...answer, reason: "altered", differences } : answer;
  }
  const one = (value) => (value !== null && typeof value === "object" ? Object.values(value)[0] : value);
  const differences = [["form", "form"], ["number", "number"], ["date", "date"]]
    .map(([path, name]) => ({ path, signed: answer.claims[name], found: String(one(record[path]) ?? "") }))
    .filter((each) => each.signed !== each.found);
  return { ...answer, reason: "altered", differences };
}

// The words of its pages

// Some programs write no blanks between names.
const spaced = (head) => head.replace(/[/[<(]/g, " $&").replace(/< </g, "<<").replace(/\s+/g, " ");

async function objectsOf(bytes, text) {
  const objects = new Map();
  for (const match of text.matchAll(/(?:^|[\r\n\s])(\d+) 0 obj\b/g)) {
    const from = match.index + match[0].length;
    const end = text.indexOf("endobj", from);
    const stream = /stream\r?\n/.exec(text.slice(from, end < 0 ? from + 4096 : end));
    const head = text.slice(from, stream ? from + stream.index : end);
    const length = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(head);
    let content = null;
    if (stream && length) {
      const start = from + stream.index + stream[0].length;
      content = bytes.subarray(start, start + Number(length[1]));
      if (/\/FlateDecode/.test(head) && !/\/Image|\/FontFile|\/Length1/.test(head)) {
        content = await inflated(content).catch(() => new Uint8Array());
      }
    }
    objects.set(Number(match[1]), { head: spaced(head), content });
    if (content && /\/ObjStm/.test(head)) {
      const packed = latin(content);
      const first = Number(/\/First (\d+)/.exec(head)?.[1] ?? 0);
      const index = packed.slice(0, first).trim().split(/\s+/).map(Number);
      for (let n = 0; n < index.length; n += 2) {
        const until = n + 3 < index.length ? first + index[n + 3] : packed.length;
        objects.set(index[n], { head: spaced(packed.slice(first + index[n + 1], until)), content: null });
      }
    }
  }
  return objects;
}

function lettersOf(cmap) {
  const letters = new Map();
  const words = (hex) => {
    let made = "";
    for (let at = 0; at < hex.length; at += 4) made += String.fromCharCode(parseInt(hex.slice(at, at + 4), 16));
    return made;
  };
  for (const [, block] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph, hex] of block.matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>/g)) {
      letters.set(parseInt(glyph, 16), words(hex));
    }
  }
  for (const [, block] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, low, high, hex] of block.matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>/g)) {
      const [from, to, first] = [low, high, hex].map((each) => parseInt(each, 16));
      for (let n = 0; n <= Math.min(to - from, 65535); n += 1) letters.set(from + n, String.fromCodePoint(first + n));
    }
  }
  return letters;
}

async function wordsOf(bytes, text) {
  const objects = await objectsOf(bytes, text);
  const at = (number) => objects.get(Number(number)) ?? { head: "", content: null };
  const fonts = new Map();
  const streams = [];
  for (const { head } of [...objects.values()]) {
    if (!/\/Type \/Page\b(?!s)/.test(head)) continue;
    const contents = /\/Contents (?:(\d+) 0 R|\[([^\]]*)\])/.exec(head);
    streams.push(...[...(contents?.[1] ? [contents[1]] : (contents?.[2] ?? "").match(/\d+(?= 0 R)/g) ?? [])]);
    const resources = /\/Resources (\d+) 0 R/.exec(head);
    let about = resources ? at(resources[1]).head : head;
    const table = /\/Font (?:(\d+) 0 R|<<([^>]*)>>)/.exec(about);
    about = table?.[1] ? at(table[1]).head : (table?.[2] ?? "");
    for (const [, name, number] of about.matchAll(/\/(\S+) (\d+) 0 R/g)) {
      const cmap = /\/ToUnicode (\d+) 0 R/.exec(at(number).head);
      if (cmap && at(cmap[1]).content) fonts.set(name, lettersOf(latin(at(cmap[1]).content)));
    }
  }
  let said = "";
  for (const number of streams) {
    const content = at(number).content;
    let letters = new Map();
    for (const [, font, shown] of latin(content ?? new Uint8Array()).matchAll(/\/(\S+) [\d.]+ Tf|(\[[^\]]*\] ?TJ|<[0-9a-fA-F]*> ?Tj)/g)) {
      if (font !== undefined) letters = fonts.get(font) ?? new Map();
      else {
        for (const [, hex] of shown.matchAll(/<([0-9a-fA-F]*)>/g)) {
          for (let n = 0; n < hex.length; n += 4) said += letters.get(parseInt(hex.slice(n, n + 4), 16)) ?? "\ufffd";
        }
        said += "\n";
      }
    }
  }
  return said;
}

const MARKS = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const splitWords = (text) =>
  text.normalize("NFC").replace(/[\u00ad\u200b]/g, "").replace(/[\u2010\u2011]/g, "-").split(/\s+/)
    .map((word) => word.replace(MARKS, "")).filter(Boolean);

function valuesAt(thing, steps, path = "") {
  if (thing === undefined || thing === null) return [];
  if (steps.length === 0) return [[path, thing]];
  const [step, ...rest] = steps;
  if (step === "*") return Array.isArray(thing) ? thing.flatMap((each, n) => valuesAt(each, rest, `${path}.${n}`)) : [];
  return valuesAt(own(thing, step), rest, path ? `${path}.${step}` : step);
}

function printedText(value, about, spoken) {
  if (value !== null && typeof value === "object") {
    if (Object.hasOwn(value, spoken)) return [`.${spoken}`, String(value[spoken])];
    return ["", String(Object.values(value)[0] ?? "")];
  }
  if (about.kind === "date") return ["", dateWords(String(value), spoken)];
  if (about.words) return ["", own(about.words, String(value)) ?? String(value)];
  if (typeof value === "number") return ["", spoken === "en" ? String(value) : String(value).replace(".", ",")];
  return ["", String(value)];
}

async function otherOnPage(bytes, text, record) {
  const spoken = /\/Lang ?\((kk|ru|en)/.exec(text)?.[1] ?? (await languageOf(bytes, text));
  const printed = own(own(data.printed, record.form), spoken);
  if (!printed) return [];
  const page = await wordsOf(bytes, text);
  const there = new Map();
  for (const word of splitWords(page)) there.set(word, (there.get(word) ?? 0) + 1);
  const compact = page.replace(/[\s\u00ad\u200b]/g, "");
  const wanted = new Map();
  const values = [];
  for (const [place, about] of Object.entries(printed.values)) {
    const [path, other] = place.split(":").reverse();
    for (const [at, value] of valuesAt(record, path.split("."))) {
      const [end, said] = printedText(value, about, other ?? spoken);
      if (data.nothing.includes(said.toLocaleLowerCase())) continue;
      values.push({ path: at + end, said });
      for (const word of splitWords(said)) wanted.set(word, (wanted.get(word) ?? 0) + about.count);
    }
  }
  const gone = new Set([...wanted].filter(([word, count]) => (there.get(word) ?? 0) < count).map(([word]) => word));
  const found = values.filter(({ said }) => {
    const lacking = splitWords(said).filter((word) => gone.has(word));
    // A long word may be broken at the end of a line.
    return lacking.some((word) => there.has(word) || word.length < 12 || !compact.includes(word));
  });
  const differences = found.map(({ path, said }) => ({ path, signed: said, found: "" }));
  const known = new Set([...splitWords(printed.fixed), ...wanted.keys()]);
  const broken = [...gone].filter((word) => compact.includes(word));
  const more = [...there.keys()].filter((word) => !known.has(word) && !isCounter(word) && !broken.some((whole) => whole.includes(word)));
  more.push(...(await annotationsOf(bytes, text)));
  return more.length ? [...differences, { path: "", signed: "", found: more.join(" ") }] : differences;
}

// The number of a page, or of an item of a list.
function isCounter(word) {
  return /^[1-9]\d?$/.test(word) && Number(word) < 30;
}

async function annotationsOf(bytes, text) {
  const found = [];
  for (const { head } of (await objectsOf(bytes, text)).values()) {
    const kind = /\/Subtype \/(\w+)/.exec(head)?.[1] ?? "";
    const box = /\/Rect \[/.test(head);
    if (box && !["Link", "Popup"].includes(kind) && !(kind === "Widget" && /\/FT \/Sig\b/.test(head))) found.push(kind);
  }
  return found;
}

async function languageOf(bytes, text) {
  for (const { head } of (await objectsOf(bytes, text)).values()) {
    const lang = /\/Type \/Catalog[\s\S]*\/Lang ?\((kk|ru|en)|\/Lang ?\((kk|ru|en)\b[\s\S]*\/Type \/Catalog/.exec(head);
    if (lang) return lang[1] ?? lang[2];
  }
  return "";
}

// Verdicts

async function ofToken(text) {
  let token, claims;
  try {
    token = tokenOf(text);
    claims = claimsOf(token);
  } catch (error) {
    // As long as a proof, it was altered; shorter, it was cut off.
    const whole = text.split(".").at(-1).length === SIGNATURE;
    if (error instanceof NotWhole) return { reason: whole ? "altered" : "unreadable" };
    throw error;
  }
  const answer = { claims, key: token.key, onlyCode: true };
  if (!keys.has(token.key)) return { ...answer, reason: "unknown-key" };
  if (!(await isSigned(token))) return { reason: "altered", key: token.key };
  if (numbers === null || !claims.number) return { ...answer, reason: "genuine" };
  const state = stateOf(claims);
  if (state === undefined) return { ...answer, reason: "unknown-number", young: claims.date > numbers.day };
  return { ...answer, reason: state === "void" ? "void" : "genuine" };
}

async function ofText(text) {
  const token = tokenIn(text);
  return token ? ofToken(token) : { reason: "unreadable" };
}

async function ofFile(file) {
  if (file.size > LONGEST) return { reason: "unreadable" };
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (latin(bytes.subarray(0, 1024)).includes("%PDF-")) {
    try {
      return await ofPdf(bytes);
    } catch {
      return { reason: "unreadable" };
    }
  }
  if (detector === null) return { reason: "unreadable", noScan: true };
  try {
    const picture = await createImageBitmap(file);
    const codes = (await detector.detect(picture)).map((code) => tokenIn(code.rawValue)).filter(Boolean);
    if (codes.length === 0) return { reason: "not-signed" };
    return ofToken(codes[0]);
  } catch {
    return { reason: "unreadable" };
  }
}

// The page

let lang = "kk";
let shown = null;

const say = (name, values = {}) =>
  (data.words[lang][name] ?? name).replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function dateWords(iso, spoken = lang) {
  const [year, month, day] = iso.split("-").map(Number);
  const { long, months } = data.words[spoken].dates; // browsers know no Kazakh months
  const values = { day, month: months[month - 1] ?? month, year: String(year).padStart(4, "0") };
  return long.replace(/\{(\w+)(:02d)?\}/g, (whole, name, two) => (two ? String(values[name]).padStart(2, "0") : String(values[name] ?? whole)));
}

function draw() {
  document.documentElement.lang = lang;
  document.title = say("title");
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = say(each.dataset.say);
  for (const each of at("languages").children) each.setAttribute("aria-pressed", String(each.lang === lang));
  const about = [...keys.keys()].map((id) => say("key", { id }));
  if (numbers) about.push(say("list", { day: numbers.day }));
  else if (data.list) about.push(say("listBroken"));
  at("about").textContent = about.join(" · ");
  if (shown) drawAnswer();
}

function drawAnswer() {
  const { reason, claims, key, differences = [], onlyCode, young, noScan } = shown;
  const tone = reason === "genuine" ? "good" : ["altered", "void", "unknown-number"].includes(reason) ? "bad" : "doubt";
  at("answer").className = tone;
  at("answer").dataset.reason = reason;
  at("verdict").textContent = `${tone === "good" ? "✓" : tone === "bad" ? "✗" : "?"} ${say(`verdict.${reason}`)}`;
  const rows = [];
  if (claims) {
    rows.push([say("form"), own(data.words[lang].forms, claims.form) ?? claims.form, ""]);
    if (claims.number) rows.push([say("number"), claims.number, "large"]);
    if (claims.date) rows.push([say("date"), dateWords(claims.date), "large"]);
    if (claims.iat) rows.push([say("signedAt"), new Date(claims.iat * 1000).toISOString(), ""]);
  }
  if (key) rows.push([say("keyRow"), key, ""]);
  at("claims").replaceChildren(...rows.flatMap(([name, value, look]) => [element("dt", name), element("dd", value, look)]));
  const list = document.createElement("ul");
  for (const { path, signed, found } of differences) {
    const place = own(own(data.words[lang].labels, shown.claims?.form), path.replace(/\.(\d+|kk|ru|en)(?=\.|$)/g, "")) ?? say(path);
    const values = { place, signed: signed || "—", found: found || "—" };
    list.append(element("li", say(path ? "difference" : "pageText", values)));
  }
  at("differences").replaceChildren(...(differences.length ? [list] : []));
  const advice = reason === "genuine" && onlyCode ? say("onlyCode") : say(noScan ? "noScan" : `advice.${reason}`);
  at("advice").textContent = young ? `${advice} ${say("young", { day: numbers.day })}` : advice;
  at("answer").hidden = false;
}

async function show(promise, text = at("text").value) {
  at("text").value = text;
  shown = await promise;
  drawAnswer();
  at("answer").focus({ preventScroll: true });
  at("answer").scrollIntoView({ block: "nearest" });
}

const detector = "BarcodeDetector" in globalThis ? await makeDetector() : null;

async function makeDetector() {
  try {
    const formats = await globalThis.BarcodeDetector.getSupportedFormats();
    return formats.includes("qr_code") ? new globalThis.BarcodeDetector({ formats: ["qr_code"] }) : null;
  } catch {
    return null;
  }
}

let camera = null;

async function scan() {
  try {
    camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1920 } } });
  } catch {
    at("hint").textContent = say("noCamera");
    return;
  }
  at("video").srcObject = camera;
  at("camera").hidden = false;
  await at("video").play();
  while (camera) {
    const codes = await detector.detect(at("video")).catch(() => []);
    const token = codes.map((code) => tokenIn(code.rawValue)).find(Boolean);
    if (token) {
      stop();
      at("text").value = token;
      await show(ofToken(token));
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

function stop() {
  for (const track of camera?.getTracks() ?? []) track.stop();
  camera = null;
  at("camera").hidden = true;
}

function fromAddress() {
  const token = tokenIn(location.hash);
  if (token) {
    at("text").value = token;
    show(ofToken(token));
  }
}

for (const [code, name] of data.languages) {
  const button = element("button", code.toUpperCase());
  button.type = "button";
  button.lang = code;
  button.title = name;
  button.addEventListener("click", () => {
    lang = code;
    draw();
  });
  at("languages").append(button);
}
at("input").addEventListener("submit", (event) => {
  event.preventDefault();
  show(ofText(at("text").value));
});
at("file").addEventListener("change", () => {
  if (at("file").files[0]) show(ofFile(at("file").files[0]), "");
  at("file").value = "";
});
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    at("input").classList.toggle("over", kind === "dragover");
    if (kind === "drop" && event.dataTransfer.files[0]) show(ofFile(event.dataTransfer.files[0]), "");
  });
}
at("scan").addEventListener("click", scan);
at("stop").addEventListener("click", stop);
addEventListener("hashchange", fromAddress);

const wanted = (navigator.languages ?? []).map((each) => each.slice(0, 2)).find((each) => each in data.words);
lang = wanted ?? "kk";
try {
  await loadKeys();
  await loadList();
  at("scan").hidden = !(detector && navigator.mediaDevices?.getUserMedia);
  draw();
  fromAddress();
} catch {
  draw();
  shown = { reason: "unreadable", noScan: false };
  at("verdict").textContent = say("old");
  at("answer").className = "doubt";
  at("answer").hidden = false;
}
document.documentElement.dataset.ready = "yes";
