@NullMarked
package dev.offstage.bench;

import org.jspecify.annotations.NullMarked;
