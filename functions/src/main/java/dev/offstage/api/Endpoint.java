package dev.offstage.api;

import dev.offstage.access.Permission;
import org.jspecify.annotations.Nullable;

/**
 * A route and what it demands: there is none without a decision about who may call it.
 *
 * @param needs null when everyone may
 * @param isPage whether a browser without a session is led to sign in rather than refused
 */
record Endpoint(@Nullable Permission needs, boolean isPage, Route route) {

    static Endpoint needing(Permission permission, Route route) {
        return new Endpoint(permission, false, route);
    }

    static Endpoint page(Permission permission, Route route) {
        return new Endpoint(permission, true, route);
    }

    static Endpoint open(Route route) {
        return new Endpoint(null, false, route);
    }
}
