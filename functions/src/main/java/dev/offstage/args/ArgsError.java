package dev.offstage.args;

/**
 * One thing that is wrong with arguments.
 *
 * @param pointer a JSON pointer from the arguments on; empty for the arguments as a whole
 * @param code a stable word for programs: {@code required}, {@code wrong-type}, {@code invalid}, {@code invalid-url},
 *     {@code unknown-field}, {@code too-long}, {@code too-short}, {@code too-many}, {@code too-few} or {@code out-of-range}
 * @param message what would be right
 */
public record ArgsError(String pointer, String code, String message) {}
