/* The owner's page: files are sent one at a time with their progress, and a building tells how it goes. */

const form = document.querySelector("#upload");

function row(name) {
  const item = document.createElement("li");
  const text = document.createElement("p");
  text.textContent = name;
  item.append(text);
  document.querySelector("#uploads").append(item);
  return { item, text };
}

function send(file) {
  const { item, text } = row(`${file.name}: ${form.dataset.sending}`);
  const end = (line, taken) => {
    item.querySelector("progress")?.remove();
    item.className = taken ? "taken" : "refused";
    text.textContent = line;
  };
  if (file.size > Number(form.dataset.most)) {
    end(`${file.name}: ${form.dataset.large}`, false);
    return Promise.resolve();
  }
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `${form.dataset.sending} ${file.name}`);
  item.append(bar);
  return new Promise((done) => {
    const request = new XMLHttpRequest(); // fetch tells nothing of how much is sent
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = (event) => { bar.value = event.loaded / event.total; };
    request.upload.onload = () => {
      text.textContent = `${file.name}: ${form.dataset.reading}`;
      bar.removeAttribute("value");
    };
    request.onload = () => {
      const told = request.response;
      if (Array.isArray(told) && told.length) end(told[0].line, told[0].taken);
      else end(`${file.name}: ${told?.[`detail_${document.documentElement.lang}`] ?? form.dataset.lost}`, false);
      done();
    };
    request.onerror = () => {
      end(`${file.name}: ${form.dataset.lost}`, false);
      done();
    };
    const body = new FormData();
    body.append("files", file);
    request.send(body);
  });
}

async function refresh(address, parts) {
  const page = await fetch(address, { headers: { Accept: "text/html" } });
  if (!page.ok) return;
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
  for (const part of parts) document.querySelector(part)?.replaceWith(fresh.querySelector(part) ?? "");
}

let sending = Promise.resolve();

function sendAll(files) {
  if (!files.length) return;
  document.querySelector("#uploads").hidden = false;
  const beside = (file) => /\.(toml|jsonl)$/i.test(file.name); // facts and questions are there when the document is read
  for (const file of files.sort((one, other) => beside(other) - beside(one))) sending = sending.then(() => send(file));
  sending = sending.then(() => refresh(form.action.replace(/\/upload$/, ""), ["#documents"]));
}

if (form) {
  const chosen = form.querySelector("input[type=file]");
  const drop = form.querySelector(".drop");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sendAll([...chosen.files]);
    form.reset();
  });
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    sendAll([...event.dataTransfer.files]);
  });
}

for (const log of document.querySelectorAll(".log")) log.scrollTop = log.scrollHeight; // what went wrong stands last

for (const run of document.querySelectorAll(".run[data-events]")) {
  const source = new EventSource(run.dataset.events); // it comes back by itself, and goes on from the last line
  source.addEventListener("line", (event) => {
    const line = document.createElement("li");
    line.textContent = event.data;
    const log = run.querySelector(".log");
    log.firstElementChild.append(line);
    log.scrollTop = log.scrollHeight;
  });
  source.addEventListener("meter", (event) => {
    const { percent, words } = JSON.parse(event.data);
    const bar = run.querySelector("progress");
    if (percent === null) bar.removeAttribute("value");
    else bar.value = percent;
    run.querySelector(".meter span").textContent = words;
  });
  const end = (event) => {
    source.close();
    run.querySelector(".meter")?.remove();
    const alerts = event.type !== "done";
    for (const told of run.querySelectorAll(".outcome")) {
      told.className = `outcome ${event.type}`;
      told.textContent = (told.getAttribute("role") === "alert") === alerts ? event.data : "";
    }
    refresh(run.dataset.page, run.dataset.parts.split(","));
  };
  for (const kind of ["done", "partly", "failed"]) source.addEventListener(kind, end);
}
