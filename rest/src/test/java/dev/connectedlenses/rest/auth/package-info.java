@NullMarked
package dev.connectedlenses.rest.auth;

import org.jspecify.annotations.NullMarked;
