/** Mails through SES, and those that the tutorials' endpoints send: addresses and texts as they may be, users who are welcomed once. */
@NullMarked
package dev.offstage.jobs.mail;

import org.jspecify.annotations.NullMarked;
