using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace LocalCloud.Aws.S3.Checksums;

/// <summary>CRC-32C (Castagnoli) on the processor's own instruction; System.IO.Hashing 10 has CRC-32 alone.</summary>
internal sealed class Crc32CChecksum : Checksum
{
    private uint _crc = uint.MaxValue;

    public override void Append(ReadOnlySpan<byte> data)
    {
        var crc = _crc;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(data))
        {
            crc = BitOperations.Crc32C(crc, word);
        }
        foreach (var rest in data[(data.Length & ~7)..])
        {
            crc = BitOperations.Crc32C(crc, rest);
        }
        _crc = crc;
    }

    public override byte[] Finish()
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, ~_crc);
        return bytes;
    }
}
