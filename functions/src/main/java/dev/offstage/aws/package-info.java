/** The engine's ports on DynamoDB and SQS, and {@code Wiring}, which alone reads environment and clock. */
@NullMarked
package dev.offstage.aws;

import org.jspecify.annotations.NullMarked;
