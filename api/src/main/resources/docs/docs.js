// The documents of this server, the native surface first; a surface is chosen at the top of the page.
const surfaces = ["native", "openai", "vrex", "apiframe", "gptimage2", "qolaba"];

SwaggerUIBundle({
  dom_id: "#page",
  urls: surfaces.map((name) => ({ name, url: `/openapi/${name}.yml` })),
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: "StandaloneLayout",
  deepLinking: true,
  tryItOutEnabled: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
