using System.Buffers.Binary;

namespace LocalCloud.Aws.S3.Checksums;

/// <summary>CRC-64/NVME, eight bytes per step by tables; System.IO.Hashing 10 has CRC-64/ECMA-182 alone.</summary>
internal sealed class Crc64NvmeChecksum : Checksum
{
    /// <summary>The polynomial with its bits reflected.</summary>
    internal const ulong Polynomial = 0x9A6C9329AC4BC9B5;

    private static readonly ulong[][] Tables = BuildTables();

    private ulong _crc = ulong.MaxValue;

    public override void Append(ReadOnlySpan<byte> data)
    {
        var crc = _crc;
        var (t0, t1, t2, t3) = (Tables[0], Tables[1], Tables[2], Tables[3]);
        var (t4, t5, t6, t7) = (Tables[4], Tables[5], Tables[6], Tables[7]);
        while (data.Length >= 8)
        {
            crc ^= BinaryPrimitives.ReadUInt64LittleEndian(data);
            crc =
                t7[(byte)crc]
                ^ t6[(byte)(crc >> 8)]
                ^ t5[(byte)(crc >> 16)]
                ^ t4[(byte)(crc >> 24)]
                ^ t3[(byte)(crc >> 32)]
                ^ t2[(byte)(crc >> 40)]
                ^ t1[(byte)(crc >> 48)]
                ^ t0[(byte)(crc >> 56)];
            data = data[8..];
        }
        foreach (var b in data)
        {
            crc = t0[(byte)(crc ^ b)] ^ (crc >> 8);
        }
        _crc = crc;
    }

    public override byte[] Finish()
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ~_crc);
        return bytes;
    }

    private static ulong[][] BuildTables()
    {
        var tables = new ulong[8][];
        for (var t = 0; t < 8; t++)
        {
            tables[t] = new ulong[256];
        }
        for (var i = 0; i < 256; i++)
        {
            var crc = (ulong)i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
            }
            tables[0][i] = crc;
        }
        for (var t = 1; t < 8; t++)
        {
            for (var i = 0; i < 256; i++)
            {
                var crc = tables[t - 1][i];
                tables[t][i] = tables[0][(byte)crc] ^ (crc >> 8);
            }
        }
        return tables;
    }
}
