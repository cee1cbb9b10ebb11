/** The Lambda handlers that EventBridge calls. */
@NullMarked
package dev.offstage.scheduled;

import org.jspecify.annotations.NullMarked;
