/** JSON text to and from a tree, by Jackson's streaming parser: no binding, nothing by reflection. */
@NullMarked
package dev.offstage.json;

import org.jspecify.annotations.NullMarked;
