/**
 * Lambda's events and answers, read and written by hand: reflective binding would triple a bare cold start. A test holds the
 * reading equal to the official loader's.
 */
@NullMarked
package dev.offstage.lambda;

import org.jspecify.annotations.NullMarked;
