package io.freshet.testkit;

/** Says which server the tests use, once for each in a process. */
final class Announcement {

    private Announcement() {}

    static void once(String server) {
        // Where Quarkus is tested, this class is loaded more than once; system properties are not.
        if (System.getProperties().putIfAbsent("freshet.test.uses " + server, "") == null) {
            System.out.println("Freshet tests use " + server);
        }
    }
}
