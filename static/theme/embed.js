/* What of other sites a page holds is loaded when a visitor asks for it, and not before. */
{
  for (const figure of document.querySelectorAll(".embed")) {
    const [button, note] = figure.querySelectorAll("button, .embed-note");
    button.hidden = note.hidden = false;
    button.addEventListener("click", () => {
      const frame = document.createElement("iframe");
      frame.title = button.getAttribute("aria-label");
      frame.allow = "fullscreen; encrypted-media; picture-in-picture";
      frame.referrerPolicy = "strict-origin-when-cross-origin";
      frame.src = figure.dataset.frame;
      button.replaceWith(frame);
      note.remove();
      frame.focus();
    });
  }
}
