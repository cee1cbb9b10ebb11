/** The HTTP API: routes to functions, requests to events, answers back. */
@NullMarked
package dev.offstage.local.http;

import org.jspecify.annotations.NullMarked;
