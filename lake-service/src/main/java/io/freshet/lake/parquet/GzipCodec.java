package io.freshet.lake.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Gzip by Java itself. Parquet's own codecs are those of Hadoop, or native libraries for each kind
 * of machine; every reader of Parquet knows gzip.
 */
final class GzipCodec implements CompressionCodecFactory {

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        return new Compressor();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        if (name != CompressionCodecName.GZIP) {
            throw new IllegalArgumentException(
                    "the lake's objects are compressed by gzip, not " + name);
        }
        return new Decompressor();
    }

    @Override
    public void release() {
        // nothing is held
    }

    private static final class Compressor implements BytesInputCompressor {

        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                bytes.writeAllTo(gzip);
            }
            return BytesInput.from(out.toByteArray());
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.GZIP;
        }

        @Override
        public void release() {
            // nothing is held
        }
    }

    private static final class Decompressor implements BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            return BytesInput.from(unpacked(bytes.toInputStream(), size));
        }

        @Override
        public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int outSize)
                throws IOException {
            byte[] packed = new byte[inSize];
            in.get(packed);
            out.put(unpacked(new java.io.ByteArrayInputStream(packed), outSize));
        }

        private static byte[] unpacked(InputStream packed, int size) throws IOException {
            try (GZIPInputStream gzip = new GZIPInputStream(packed)) {
                return gzip.readNBytes(size);
            }
        }

        @Override
        public void release() {
            // nothing is held
        }
    }
}
