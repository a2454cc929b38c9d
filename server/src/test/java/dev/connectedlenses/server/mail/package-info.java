@NullMarked
package dev.connectedlenses.server.mail;

import org.jspecify.annotations.NullMarked;
