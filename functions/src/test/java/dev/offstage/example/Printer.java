package dev.offstage.example;

/** Whatever prints. */
interface Printer {
    /** How it went. */
    enum Answer {
        PRINTED,
        OUT_OF_PAPER,
        CLOSED_TODAY,
        NO_SUCH_INVOICE
    }

    Answer print(long invoice, String to) throws Exception;
}
