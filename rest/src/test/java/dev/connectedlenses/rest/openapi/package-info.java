/** Tests of descriptions of the API. */
@NullMarked
package dev.connectedlenses.rest.openapi;

import org.jspecify.annotations.NullMarked;
