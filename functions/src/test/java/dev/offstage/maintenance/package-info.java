@NullMarked
package dev.offstage.maintenance;

import org.jspecify.annotations.NullMarked;
