/** The HTTP side: routes, validation, problem documents. */
@NullMarked
package dev.offstage.api;

import org.jspecify.annotations.NullMarked;
