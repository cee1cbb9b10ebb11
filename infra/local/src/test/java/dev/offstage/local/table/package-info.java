@NullMarked
package dev.offstage.local.table;

import org.jspecify.annotations.NullMarked;
