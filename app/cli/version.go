package cli

// Version is the version of the API that the OpenAPI document names.
const Version = "0.1.0"
