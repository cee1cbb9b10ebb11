@NullMarked
package dev.offstage.local.time;

import org.jspecify.annotations.NullMarked;
