// Arrow keys turn the page, and so does a presenter's clicker, which sends page keys; the links do the same without script.
const ways = { ArrowRight: "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev" };

// Where the slide does not fit, the page keys still scroll.
function scrolls() {
  return document.documentElement.scrollHeight > document.documentElement.clientHeight;
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key.startsWith("Page") && scrolls()) return;
  const link = document.querySelector(`.pp-slide-nav a[rel="${ways[event.key]}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});
