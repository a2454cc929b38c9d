/** {@code clens config}: the settings of the command line itself. */
@NullMarked
package dev.connectedlenses.cli.config;

import org.jspecify.annotations.NullMarked;
