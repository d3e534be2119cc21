package io.freshet.simulator.totesys;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.compression.Snappy;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Unpacks Snappy, which is how Parquet files are packed most often, by Netty: Parquet's own codec
 * is a native library for each kind of machine.
 */
final class SnappyCodec implements CompressionCodecFactory {

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        throw new UnsupportedOperationException("snapshots are only read");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        if (name != CompressionCodecName.SNAPPY) {
            throw new IllegalArgumentException(
                    "a snapshot's files are packed by snappy, or not at all, not by " + name);
        }
        return new Decompressor();
    }

    @Override
    public void release() {
        // nothing is held
    }

    private static final class Decompressor implements BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            return BytesInput.from(unpacked(bytes.toInputStream().readAllBytes(), size));
        }

        @Override
        public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int outSize)
                throws IOException {
            byte[] packed = new byte[inSize];
            in.get(packed);
            out.put(unpacked(packed, outSize));
        }

        private static byte[] unpacked(byte[] packed, int size) throws IOException {
            ByteBuf out = Unpooled.buffer(size);
            new Snappy().decode(Unpooled.wrappedBuffer(packed), out);
            if (out.readableBytes() != size) {
                throw new IOException(
                        "a page of %d bytes was unpacked to %d, not %d"
                                .formatted(packed.length, out.readableBytes(), size));
            }
            byte[] unpacked = new byte[size];
            out.readBytes(unpacked);
            return unpacked;
        }

        @Override
        public void release() {
            // nothing is held
        }
    }
}
