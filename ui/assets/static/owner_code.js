// Fills in the code from the address that the terminal shows. Browsers send nothing that stands after # to a server,
// so that no log on the way holds the code; the history forgets it too.
const code = new URLSearchParams(location.hash.slice(1)).get("code");
if (code) {
  document.getElementById("code").value = code;
  history.replaceState(null, "", location.pathname + location.search);
}
