@NullMarked
package dev.offstage.local.call;

import org.jspecify.annotations.NullMarked;
