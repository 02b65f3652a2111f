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
