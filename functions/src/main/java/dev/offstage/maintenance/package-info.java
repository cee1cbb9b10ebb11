/** Deletes what nobody needs any more and nothing else deletes. */
@NullMarked
package dev.offstage.maintenance;

import org.jspecify.annotations.NullMarked;
