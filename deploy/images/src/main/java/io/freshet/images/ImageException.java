package io.freshet.images;

/** An image cannot be made; the message says which, and why. */
final class ImageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param what what failed
     */
    ImageException(Product product, String what, Exception cause) {
        super("image of %s: %s: %s".formatted(product.fileName(), what, reason(cause)), cause);
    }

    private static String reason(Throwable cause) {
        Throwable last = cause;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getClass().getSimpleName() + ", " + last.getMessage();
    }
}
