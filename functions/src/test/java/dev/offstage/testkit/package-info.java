/** For those who write tasks: run one handler, or the whole engine on a clock that the test moves. See docs/testing.md. */
@NullMarked
package dev.offstage.testkit;

import org.jspecify.annotations.NullMarked;
