package dev.offstage.bench;

/**
 * What book links cost, a batch of one message each, so that receiving and deleting count in full.
 *
 * @param withRobots the first one of a day, for which robots.txt is read
 * @param parsed any other, from acceptance to the stored book
 * @param fresh a repeat of one that was parsed within its freshness
 * @param read a request for a stored book
 */
record BookFigures(Tally withRobots, Tally parsed, Tally fresh, Tally read) {}
