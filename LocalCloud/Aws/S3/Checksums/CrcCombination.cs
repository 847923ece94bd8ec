using System.Buffers.Binary;

namespace LocalCloud.Aws.S3.Checksums;

/// <summary>
/// The CRC of two parts put together, from the CRCs of the parts: crc(a ‖ b) = crc(a)·x^(8·|b|) + crc(b) in the ring of the
/// CRC's polynomial. So the full-object checksum of a multipart upload needs no second reading of the parts.
/// </summary>
internal static class CrcCombination
{
    public static byte[] Combine(ChecksumAlgorithm algorithm, IEnumerable<(byte[] Crc, long Length)> parts)
    {
        var (polynomial, width) = algorithm.Name switch
        {
            "CRC32" => (0xEDB88320UL, 32),
            "CRC32C" => (0x82F63B78UL, 32),
            "CRC64NVME" => (Crc64NvmeChecksum.Polynomial, 64),
            _ => throw new ArgumentException($"{algorithm.Name} is not a CRC", nameof(algorithm)),
        };
        ulong total = 0;
        foreach (var (crc, length) in parts)
        {
            total = Multiply(total, PowerOfX(length * 8, polynomial, width), polynomial, width) ^ Read(crc);
        }
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, total);
        return bytes[(8 - width / 8)..];
    }

    private static ulong Read(byte[] crc) =>
        crc.Length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(crc) : BinaryPrimitives.ReadUInt64BigEndian(crc);

    // Reflected representation: the highest bit of the width is x^0, the lowest x^(width-1)
    private static ulong Multiply(ulong a, ulong b, ulong polynomial, int width)
    {
        ulong product = 0;
        for (var bit = 1UL << (width - 1); bit != 0; bit >>= 1)
        {
            if ((a & bit) != 0)
            {
                product ^= b;
            }
            b = (b & 1) != 0 ? (b >> 1) ^ polynomial : b >> 1;
        }
        return product;
    }

    private static ulong PowerOfX(long exponent, ulong polynomial, int width)
    {
        var result = 1UL << (width - 1);
        var square = 1UL << (width - 2);
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
            {
                result = Multiply(result, square, polynomial, width);
            }
            square = Multiply(square, square, polynomial, width);
        }
        return result;
    }
}
