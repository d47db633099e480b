// Sends what the form holds and shows the answer.
const form = document.getElementById("request");
const answer = document.getElementById("answer");

async function run() {
  const given = new FormData(form);
  const headers = { "Content-Type": "application/json" };
  if (given.get("token")) headers.Authorization = `Bearer ${given.get("token")}`;
  const variables = JSON.parse(given.get("variables") || "{}");
  const body = JSON.stringify({ query: given.get("query"), variables });
  const response = await fetch(location.pathname, { method: "POST", headers, body });
  return JSON.stringify(await response.json(), null, 2);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    answer.textContent = await run();
  } catch (error) {
    answer.textContent = String(error);
  }
});
