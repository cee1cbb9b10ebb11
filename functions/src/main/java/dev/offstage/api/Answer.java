package dev.offstage.api;

import dev.offstage.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP answer with a JSON body. */
record Answer(int status, Map<String, String> headers, JsonObject body) {

    static Answer of(int status, JsonObject body) {
        return new Answer(status, Map.of("content-type", "application/json"), body);
    }

    /** 202 for work that goes on, with where to look and when. */
    static Answer accepted(String location, JsonObject body) {
        return of(202, body).with("location", location).with("retry-after", "2");
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }
}
