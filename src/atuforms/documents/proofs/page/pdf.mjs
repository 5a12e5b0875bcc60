// Reads a PDF as atuforms writes it: its proof, its record, the words of its pages. It stands in one
// module with page.mjs, before which publishing.py puts it.

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
  if (/\/Encrypt\b/.test(text)) return { reason: "unreadable", advice: "protected" };
  if (told.size === 0) return { reason: "not-signed", advice: "noProof" };
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
    if (await isSealed(bytes, text, [...told][0], answer.key)) return answer;
    // What differs is named as far as words tell; pictures and paint are not looked at here.
    const differences = await otherOnPage(bytes, text, record);
    if (differences.length) return { ...answer, reason: "altered", differences };
    return answer.reason === "genuine" ? { ...answer, reason: "saved" } : answer;
  }
  const one = (value) => (value !== null && typeof value === "object" ? Object.values(value)[0] : value);
  const differences = [["form", "form"], ["number", "number"], ["date", "date"]]
    .map(([path, name]) => ({ path, signed: answer.claims[name], found: String(one(record[path]) ?? "") }))
    .filter((each) => each.signed !== each.found);
  return { ...answer, reason: "altered", differences };
}

// Whether it is the file that was signed, to the byte: the seal says what it was like without it.
async function isSealed(bytes, text, proof, key) {
  const found = [...text.matchAll(/<atuforms:seal>([^<]*)<|\satuforms:seal=["']([^"']*)["']/g)].map((match) => match[1] ?? match[2]);
  if (found.length !== 1) return false;
  try {
    const seal = tokenOf(found[0]);
    if (seal.kind !== data.sealKind || seal.key !== key || !(await isSigned(seal))) return false;
    const blank = bytes.slice();
    const at = text.indexOf(found[0]);
    blank.fill(46, at, at + found[0].length);
    return seal.payload.p === (await sha256(new TextEncoder().encode(proof))) && seal.payload.b === (await sha256(blank));
  } catch (error) {
    if (error instanceof NotWhole) return false;
    throw error;
  }
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
    const plain = ["Link", "Popup"].includes(kind) && !/\/AP\b/.test(head);
    if (box && !plain && !(kind === "Widget" && /\/FT \/Sig\b/.test(head))) found.push(kind);
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
