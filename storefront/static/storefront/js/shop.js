// htmx leaves a page as it was when the server refuses or is away. A visitor needs to be told.
document.addEventListener("DOMContentLoaded", () => {
  const notice = document.getElementById("page-notice");
  if (!notice) {
    return;
  }
  const tell = (words) => {
    notice.textContent = words;
    notice.classList.add("notice", "notice--error");
    notice.scrollIntoView({ block: "nearest" });
  };
  const clear = () => {
    notice.textContent = "";
    notice.classList.remove("notice", "notice--error");
  };
  document.body.addEventListener("htmx:beforeRequest", clear);
  document.body.addEventListener("htmx:sendError", () => tell(notice.dataset.away));
  document.body.addEventListener("htmx:timeout", () => tell(notice.dataset.away));
  document.body.addEventListener("htmx:responseError", (event) => {
    const isAway = event.detail.xhr.status >= 500;
    tell(isAway ? notice.dataset.away : notice.dataset.refused);
  });
});
