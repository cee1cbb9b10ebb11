/** The schedules that Offstage keeps for itself: a beat every ten seconds, the depths of the queues for charts, a look at its health. */
@NullMarked
package dev.offstage.jobs.health;

import org.jspecify.annotations.NullMarked;
