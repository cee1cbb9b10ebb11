/** Reads template.yaml: what the host wires, what it knows and leaves out, and, with the line, what it does not know. */
@NullMarked
package dev.offstage.local.template;

import org.jspecify.annotations.NullMarked;
