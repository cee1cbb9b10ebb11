/**
 * The arguments of a type of task: a record, read from JSON, checked, written and described by its components. Nothing is looked up
 * before the first use.
 */
@NullMarked
package dev.offstage.args;

import org.jspecify.annotations.NullMarked;
