package io.freshet.images;

/** An image cannot be made; the message says which, and why. */
final class ImageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param what what failed, with a place for the image's name
     */
    ImageException(String what, Product product, Exception cause) {
        super(what.formatted(product.fileName()) + ": " + reason(cause), cause);
    }

    private static String reason(Throwable cause) {
        Throwable last = cause;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getClass().getSimpleName() + ", " + last.getMessage();
    }
}
