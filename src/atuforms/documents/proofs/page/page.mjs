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
  const { d = "", f = "", h = "", n = "", p = [], iat } = token.payload;
  const names = Object.keys(token.payload);
  const sound =
    token.kind === "" &&
    names.every((name) => ["d", "f", "h", "n", "p", "iat"].includes(name)) &&
    [d, f, h, n].every((value) => typeof value === "string") &&
    /^[A-Za-z0-9_-]{43}$/.test(h) && f !== "" && (d === "" || /^\d{4}-\d{2}-\d{2}$/.test(d)) &&
    Array.isArray(p) && p.every((each) => /^([A-Za-z0-9_-]{22})?$/.test(each)) &&
    (iat === undefined || Number.isInteger(iat));
  if (!sound) throw new NotWhole();
  return { form: f, number: n, date: d, hash: h, iat };
}

export function tokenIn(text) {
  const found = /(?:^|#)([A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]+)$/.exec(text.replace(/[\s\u00ad\u200b-\u200d\u2060\ufeff]+/g, ""));
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

const sha256 = async (bytes) => base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
const hashOf = (record) => sha256(new TextEncoder().encode(canonical(record)));

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
  const begin = latin(bytes.subarray(0, 8));
  if (begin.startsWith("PK")) return { reason: "unreadable", advice: "office" };
  if (!/^(\x89PNG|\xff\xd8|GIF8|RIFF|BM|II\*|MM|....ftyp)/s.test(begin)) return { reason: "unreadable", advice: "noPicture" };
  if (detector === null) return { reason: "unreadable", advice: "noScan" };
  try {
    const picture = await createImageBitmap(file);
    const codes = (await detector.detect(picture)).map((code) => tokenIn(code.rawValue)).filter(Boolean);
    if (codes.length === 0) return { reason: "not-signed", advice: "noCode" };
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
  const { reason, claims, key, differences = [], onlyCode, young, advice: told } = shown;
  const code = reason === "genuine" && onlyCode; // of a paper, which may say otherwise
  const tone = code ? "code" : reason === "genuine" ? "good" : ["altered", "void", "unknown-number"].includes(reason) ? "bad" : "doubt";
  at("answer").className = tone;
  at("answer").dataset.reason = reason;
  const sign = { good: "✓", code: "✓", bad: "✗" }[tone] ?? "?";
  at("verdict").textContent = `${sign} ${say(code ? "verdict.code" : `verdict.${reason}`)}`;
  const rows = [];
  if (claims) {
    rows.push([say("form"), own(data.words[lang].forms, claims.form) ?? claims.form, code ? "large" : ""]);
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
  const advice = code ? say("onlyCode") : say(told ?? `advice.${reason}`);
  const ofList = young ? "young" : reason === "genuine" && numbers && claims.number ? "byList" : "";
  at("advice").textContent = ofList ? `${advice} ${say(ofList, { day: numbers.day })}` : advice;
  at("answer").hidden = false;
  at("paper").hidden = !code;
  at("numberField").hidden = !claims?.number;
  at("dateField").hidden = !claims?.date;
  drawAgreement();
}

// What stands on the paper, as its reader types it

let agreement = "";

function compare() {
  const { number, date } = shown.claims;
  const bare = (text) => text.normalize("NFC").replace(/[\s№]/g, "");
  const typed = [[bare(number), bare(at("paperNumber").value)], [date, at("paperDate").value]].filter(([signed]) => signed);
  const differs = typed.some(([signed, said]) => said && said !== signed);
  agreement = differs ? "differs" : typed.every(([signed, said]) => said === signed) ? "agrees" : "compareBoth";
  drawAgreement();
}

function drawAgreement() {
  const tone = { agrees: "good", differs: "bad" }[agreement] ?? "";
  at("paper").className = tone;
  at("paper").dataset.agreement = agreement;
  at("agreement").textContent = agreement ? `${tone === "good" ? "✓ " : tone === "bad" ? "✗ " : ""}${say(agreement)}` : "";
}

function forget() {
  agreement = "";
  drawAgreement();
}

async function show(promise, text = at("text").value) {
  at("text").value = text;
  shown = await promise;
  at("paper").reset();
  agreement = "";
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
at("paper").addEventListener("submit", (event) => {
  event.preventDefault();
  compare();
});
at("paper").addEventListener("input", forget);
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
  shown = { reason: "unreadable" };
  at("verdict").textContent = say("old");
  at("answer").className = "doubt";
  at("answer").hidden = false;
}
document.documentElement.dataset.ready = "yes";
