/** The document at the root that describes what can be asked: OpenAPI 2.0, and 3.1 made of it. */
@NullMarked
package dev.connectedlenses.rest.openapi;

import org.jspecify.annotations.NullMarked;
