@NullMarked
package dev.offstage.local.http;

import org.jspecify.annotations.NullMarked;
