package dev.offstage.jobs.mail;

import dev.offstage.task.TaskId;

/**
 * Someone who registered.
 *
 * @param welcome the task of the welcome mail, whose id also says when the user registered
 * @param welcomed whether that task was accepted, so that nobody need look for it again
 */
record User(MailAddress address, String name, TaskId welcome, boolean welcomed) {}
