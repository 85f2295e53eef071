// Shows an author what has just been saved; loaded only where `serve --watch` serves the page.
const changes = new EventSource('/_watch/changes');
let lost = false;
changes.onmessage = () => location.reload();
changes.onerror = () => {
  lost = true;
};
// The site was started anew, and may show something else.
changes.onopen = () => {
  if (lost) location.reload();
};
