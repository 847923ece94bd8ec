using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace LocalCloud.Aws.S3.Checksums;

/// <summary>A running checksum; <see cref="Finish"/> gives it big-endian, as S3 encodes it in base64.</summary>
internal abstract class Checksum : IDisposable
{
    public abstract void Append(ReadOnlySpan<byte> data);

    public abstract byte[] Finish();

    public virtual void Dispose() { }
}

internal sealed class HashChecksum(HashAlgorithmName name) : Checksum
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(name);

    public static HashChecksum Md5() => new(HashAlgorithmName.MD5);

    public static HashChecksum Sha1() => new(HashAlgorithmName.SHA1);

    public static HashChecksum Sha256() => new(HashAlgorithmName.SHA256);

    public static HashChecksum Sha512() => new(HashAlgorithmName.SHA512);

    public override void Append(ReadOnlySpan<byte> data) => _hash.AppendData(data);

    public override byte[] Finish() => _hash.GetHashAndReset();

    public override void Dispose() => _hash.Dispose();
}

internal sealed class Crc32Checksum : Checksum
{
    private readonly Crc32 _crc = new();

    public override void Append(ReadOnlySpan<byte> data) => _crc.Append(data);

    public override byte[] Finish()
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, _crc.GetCurrentHashAsUInt32());
        return bytes;
    }
}

/// <summary>The XXH family, whose canonical form is big-endian.</summary>
internal sealed class XxHashChecksum(NonCryptographicHashAlgorithm hash) : Checksum
{
    public override void Append(ReadOnlySpan<byte> data) => hash.Append(data);

    public override byte[] Finish() => hash.GetCurrentHash();
}
