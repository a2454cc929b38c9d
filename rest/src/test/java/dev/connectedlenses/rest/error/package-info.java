/** Tests of refusals. */
@NullMarked
package dev.connectedlenses.rest.error;

import org.jspecify.annotations.NullMarked;
