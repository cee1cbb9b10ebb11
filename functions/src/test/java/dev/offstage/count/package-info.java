@NullMarked
package dev.offstage.count;

import org.jspecify.annotations.NullMarked;
