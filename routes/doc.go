// Package routes is the product's contract on the wire: one file per noun with
// its DTOs, its registration and its policy, on top of routes/httpapi.
//
// What lives here: the shapes of requests and answers, the mapping between them
// and models, and for each route its audience, scope and audit action. What may
// not: decisions on business state, SQL, Fiber, huma, or a branch on the actor's
// rights beyond the declared policy; those live in services.
package routes
