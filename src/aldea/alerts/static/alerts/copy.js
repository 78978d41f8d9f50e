// A button that copies a text field. Without scripts the button stays hidden and the text can be selected.
const button = document.querySelector("[data-copy]");
const said = document.querySelector("[data-copied]");
if (button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(field.value);
    said.hidden = false;
  });
}
