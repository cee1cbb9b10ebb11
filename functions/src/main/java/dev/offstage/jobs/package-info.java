/** The tasks that this deployment ships, a package each, and their registration. */
@NullMarked
package dev.offstage.jobs;

import org.jspecify.annotations.NullMarked;
