@NullMarked
package dev.offstage.local.template;

import org.jspecify.annotations.NullMarked;
