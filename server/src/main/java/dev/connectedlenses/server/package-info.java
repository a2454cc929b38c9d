/** The doors: how requests come in, and how the whole house is started and stopped. */
@NullMarked
package dev.connectedlenses.server;

import org.jspecify.annotations.NullMarked;
