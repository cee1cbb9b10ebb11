@NullMarked
package dev.offstage.local;

import org.jspecify.annotations.NullMarked;
