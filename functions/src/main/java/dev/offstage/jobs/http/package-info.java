/** HTTP to the world outside: a client that does nothing by itself, and exchanges that end when their time does. */
@NullMarked
package dev.offstage.jobs.http;

import org.jspecify.annotations.NullMarked;
