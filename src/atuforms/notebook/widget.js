
// What follows makes the editor a widget of a notebook: it asks the kernel by messages.

const PATIENCE = 90_000;
const HELD_BACK = 300;
const ROOM = 6_000_000; // A server of notebooks takes messages of 10 MB, and drops larger ones.

function kernelBackend(model) {
  const waiting = new Map();
  const parts = new Map();
  let last = 0;
  model.on("msg:custom", ({ id, part, result }) => {
    if (part) {
      parts.set(id, (parts.get(id) || "") + part);
      return;
    }
    const answered = waiting.get(id);
    waiting.delete(id);
    if (answered) answered(parts.has(id) ? { ...result, data: parts.get(id) } : result);
    parts.delete(id);
  });
  return {
    call(name, params) {
      last += 1;
      const id = `${last}-${Math.random()}`;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(id);
          reject(new Error("timeout"));
        }, PATIENCE);
        waiting.set(id, (result) => {
          clearTimeout(timer);
          resolve(result);
        });
        model.send({ id, name, params });
      });
    },
  };
}

export default {
  render({ model, el }) {
    let own = null;
    let timer = null;
    const flush = () => {
      clearTimeout(timer);
      if (!own || own === model.get("_record")) return;
      model.set("_record", own);
      model.save_changes();
    };
    const record = model.get("_record");
    const editor = mount(el, {
      form: record.form,
      lang: model.get("_lang"),
      record,
      backend: kernelBackend(model),
      storage: null,
      room: ROOM,
      changed(now) {
        own = now;
        clearTimeout(timer);
        timer = setTimeout(flush, HELD_BACK);
      },
    });
    el.addEventListener("focusout", flush);
    // The notebook has keys of its own, which a form that is typed into must not set off; those
    // that save the notebook are welcome.
    el.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || !(event.ctrlKey || event.metaKey)) event.stopPropagation();
    });
    const replaced = () => {
      if (model.get("_record") !== own) editor.set(model.get("_record"));
    };
    model.on("change:_record", replaced);
    return () => {
      flush();
      model.off("change:_record", replaced);
      editor.destroy();
    };
  },
};
