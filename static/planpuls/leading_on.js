// Whoever waited for a job is taken to what came of it. It takes the place of the job's page, so that back leads past it.

document.addEventListener("leadson", event => window.location.replace(event.detail.value));
