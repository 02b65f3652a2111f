// Starts Swagger UI on /api/docs. The address of the description stands on the element, as the site may be served
// under a path of a proxy.
const place = document.getElementById("swagger-ui");
window.SwaggerUIBundle({
  domNode: place,
  url: place.dataset.openapi,
  deepLinking: true,
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
});

// Its dark colours hang on a class, not on what the device asks for.
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const followDevice = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", followDevice);
followDevice();
