/** Tells whoever runs this deployment what happened, by mail and by a signed webhook. */
@NullMarked
package dev.offstage.jobs.notify;

import org.jspecify.annotations.NullMarked;
