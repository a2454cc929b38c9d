/** Tests of plans. */
@NullMarked
package dev.connectedlenses.rest.plan;

import org.jspecify.annotations.NullMarked;
