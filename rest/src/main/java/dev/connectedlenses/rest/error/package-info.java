/** One catalogue of refusals: PostgREST's codes, and SQLSTATE to HTTP status. */
@NullMarked
package dev.connectedlenses.rest.error;

import org.jspecify.annotations.NullMarked;
