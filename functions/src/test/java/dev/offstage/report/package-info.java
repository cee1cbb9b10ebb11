@NullMarked
package dev.offstage.report;

import org.jspecify.annotations.NullMarked;
