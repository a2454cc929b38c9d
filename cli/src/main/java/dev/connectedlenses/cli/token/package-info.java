/** {@code clens token}: API tokens, with which scripts act for an account. */
@NullMarked
package dev.connectedlenses.cli.token;

import org.jspecify.annotations.NullMarked;
