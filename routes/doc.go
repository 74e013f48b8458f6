// Package routes is the product's contract on the wire, on top of
// routes/httpapi: one folder per area, in it one file per noun with its DTOs, its
// registration and its policy.
//
// What lives here: the registration of the areas, in the order of the document.
// In the folders below: the shapes of requests and answers, the mapping between
// them and models, and for each route its audience, scope and audit action;
// routes/shapes has what several areas ask for alike. What may not: decisions on
// business state, SQL, Fiber, huma, or a branch on the actor's rights beyond the
// declared policy; those live in services.
package routes
