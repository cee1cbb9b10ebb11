/** The proof: engine, store and queues in one simulated world in which everything goes wrong, as a seed decides. */
@NullMarked
package dev.offstage.simulation;

import org.jspecify.annotations.NullMarked;
