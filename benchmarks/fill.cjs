// Fills one Word template many times with docxtemplater and easy-template-x.
// Started with the paths of template and data; then each line "NAME TURN" on standard input, with
// the milliseconds that a turn lasts, is answered with those that one document took.
const fs = require("fs");
const readline = require("readline");
const Docxtemplater = require("docxtemplater");
const PizZip = require("pizzip");
const { TemplateHandler } = require("easy-template-x");

const template = fs.readFileSync(process.argv[2]);
const data = JSON.parse(fs.readFileSync(process.argv[3], "utf8"));
const handler = new TemplateHandler();

const fill = {
  async docxtemplater() {
    const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true });
    document.render(data);
    return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  },
  async "easy-template-x"() {
    return handler.process(template, data);
  },
};

async function answer() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [name, turn] = line.split(" ");
    const times = [];
    const begin = Date.now();
    while (!times.length || Date.now() - begin < Number(turn)) {
      const start = process.hrtime.bigint();
      await fill[name]();
      times.push(Number(process.hrtime.bigint() - start) / 1e6);
    }
    times.sort((a, b) => a - b);
    console.log(times[Math.floor(times.length / 2)]);
  }
}

answer();
