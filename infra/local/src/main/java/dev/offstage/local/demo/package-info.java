/** A small book site of our own, so that the first try needs no network. */
@NullMarked
package dev.offstage.local.demo;

import org.jspecify.annotations.NullMarked;
