/** The template's queues in an embedded ElasticMQ, and the pollers that bring their messages to functions. */
@NullMarked
package dev.offstage.local.queue;

import org.jspecify.annotations.NullMarked;
