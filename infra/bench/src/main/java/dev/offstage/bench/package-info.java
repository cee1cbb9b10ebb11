/** What tasks cost, counted: the real engine and adapters over embedded queues and tables, every call of the SDK on the meter. */
@NullMarked
package dev.offstage.bench;

import org.jspecify.annotations.NullMarked;
