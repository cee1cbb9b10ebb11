/** The local host: runs template.yaml in one JVM. */
@NullMarked
package dev.offstage.local;

import org.jspecify.annotations.NullMarked;
