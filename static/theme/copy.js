/* Buttons that copy the text beside them. */
{
  const told = document.querySelector("[data-copied]");
  for (const button of document.querySelectorAll("[data-script=copy] button")) {
    button.addEventListener("click", async () => {
      const text = button.parentNode.querySelector("[data-copy]");
      told.textContent = "";
      getSelection().selectAllChildren(text);
      try {
        await navigator.clipboard.writeText(text.textContent);
      } catch {
        document.execCommand("copy"); // what is selected
      }
      told.textContent = told.dataset.copied;
    });
    button.hidden = false;
  }
}
