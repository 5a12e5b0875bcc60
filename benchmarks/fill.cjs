// Fills one Word template many times with docxtemplater and easy-template-x.
// Started with the paths of template and data; then each line "NAME COUNT" on standard input is
// answered with the milliseconds that one document took.
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
    const [name, count] = line.split(" ");
    const times = [];
    for (let i = 0; i < Number(count); i++) {
      const start = process.hrtime.bigint();
      await fill[name]();
      times.push(Number(process.hrtime.bigint() - start) / 1e6);
    }
    times.sort((a, b) => a - b);
    console.log(times[Math.floor(times.length / 2)]);
  }
}

answer();
