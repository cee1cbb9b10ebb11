@NullMarked
package dev.offstage.local.mail;

import org.jspecify.annotations.NullMarked;
