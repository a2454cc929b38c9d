/** Tests of the operator's listener. */
@NullMarked
package dev.connectedlenses.server.admin;

import org.jspecify.annotations.NullMarked;
