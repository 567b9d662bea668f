// Words that are saved while they are typed: where no answer comes, the line that says when they were saved is emptied,
// and the warning beside it is shown (planpuls.css).
document.addEventListener("htmx:afterRequest", event => {
  const told = event.detail.target;
  if (told?.id === "lagret" && !event.detail.successful) told.replaceChildren();
});
