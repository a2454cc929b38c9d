/** Tests of answers. */
@NullMarked
package dev.connectedlenses.rest.response;

import org.jspecify.annotations.NullMarked;
