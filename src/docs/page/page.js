const dark = matchMedia('(prefers-color-scheme: dark)')
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', follow)
follow()

const reference = window.SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  // Its badge would be asked for at another host.
  validatorUrl: null,
  // Keys stay out of this browser's storage.
  persistAuthorization: false,
  onComplete: () => reference.preauthorizeApiKey('bearer', 'sk_test_demo'),
})
