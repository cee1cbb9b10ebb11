/** Who may do what: roles, tokens, sessions. Knows the JDK alone, no HTTP and no store. */
@NullMarked
package dev.offstage.access;

import org.jspecify.annotations.NullMarked;
