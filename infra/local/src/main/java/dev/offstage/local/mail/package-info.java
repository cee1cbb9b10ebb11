/** SES on this machine: takes mails as it does and keeps them as files. */
@NullMarked
package dev.offstage.local.mail;

import org.jspecify.annotations.NullMarked;
