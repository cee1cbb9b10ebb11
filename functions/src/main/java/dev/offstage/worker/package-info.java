/** The Lambda handlers that take SQS batches. */
@NullMarked
package dev.offstage.worker;

import org.jspecify.annotations.NullMarked;
