// A button that shows what is typed in a password field, and hides it again.
for (const field of document.querySelectorAll("input[type=password][data-show]")) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: field.dataset.show });
  button.setAttribute("aria-controls", field.id);
  button.addEventListener("click", () => {
    const hidden = field.type === "password";
    field.type = hidden ? "text" : "password";
    button.textContent = hidden ? field.dataset.hide : field.dataset.show;
    field.focus();
  });
  // Sent hidden again, so that no browser keeps it among things typed.
  field.form.addEventListener("submit", () => { field.type = "password"; });
  const line = document.createElement("div");
  line.className = "shown-line";
  field.before(line);
  line.append(field, button);
}
