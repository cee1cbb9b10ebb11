package dev.offstage.acceptance.origin;

import java.net.URI;
import java.time.Duration;

/**
 * One request for a page, to be answered.
 *
 * @param id the book's id
 * @param number how often the book was asked for, this time included
 * @param suffix what follows the id in the path
 */
public record Call(Origin origin, Visit visit, String id, int number, String suffix, Wire wire) {
    /** An address of this origin. */
    URI at(String path) {
        return origin.address().resolve(path);
    }

    /** Lets time pass before the next octet is sent; less when the origin closes. */
    void pass(Duration time) {
        origin.pass(time);
    }
}
