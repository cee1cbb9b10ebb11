@NullMarked
package dev.offstage.scheduled;

import org.jspecify.annotations.NullMarked;
