// Beside the box: who can see what is written in it, and how much room is left once it grows long.

const box = document.querySelector("[data-guide]");
const who = document.querySelector("[data-who-words]");
const line = who && document.querySelector(who.dataset.whoLine);

// Without scripts the line says that one chooses below: it would still say "only me" after another choice.
const nameThem = () => {
  const row = who.querySelector("input:checked")?.closest("label");
  if (!row) return;
  const hint = row.querySelector(".hint")?.textContent ?? "", name = row.textContent.replace(hint, "").trim();
  line.textContent = who.dataset.whoWords.replace("{who}", [name, hint].filter(Boolean).join(", "));
};
if (who) {
  nameThem();
  who.addEventListener("change", nameThem);
}

if (box) {
  const left = Object.assign(document.createElement("p"), { className: "hint", role: "status" });
  box.after(left);
  const guide = () => {
    const length = box.value.replaceAll("\r\n", "\n").length;
    left.textContent = length > box.dataset.guide ? box.dataset.guideWords.replace("{left}", Math.max(0, box.dataset.most - length)) : "";
  };
  box.addEventListener("input", guide);
  guide();
}
