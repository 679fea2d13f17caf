//! Other documents → schema: OpenAPI 3.x, JSON Schema.
