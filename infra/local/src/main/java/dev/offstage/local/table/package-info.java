/** The template's tables in an embedded DynamoDB Local. */
@NullMarked
package dev.offstage.local.table;

import org.jspecify.annotations.NullMarked;
