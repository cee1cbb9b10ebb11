@NullMarked
package dev.offstage.local.queue;

import org.jspecify.annotations.NullMarked;
