// What allauth's scripts leave out: say when a passkey did not work, and show buttons only where scripts run.
(function () {
  document.addEventListener("allauth.error", function () {
    const trouble = document.getElementById("passkey-trouble");
    if (trouble) {
      trouble.hidden = false;
      trouble.scrollIntoView({ block: "nearest" });
    }
  });
  document.querySelectorAll(".needs-script").forEach(function (each) {
    each.classList.remove("needs-script");
  });
})();
