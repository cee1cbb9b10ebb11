@NullMarked
package dev.offstage.local.token;

import org.jspecify.annotations.NullMarked;
