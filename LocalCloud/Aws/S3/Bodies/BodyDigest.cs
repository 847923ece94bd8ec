using LocalCloud.Aws.S3.Checksums;

namespace LocalCloud.Aws.S3.Bodies;

/// <summary>The digests of a body, all computed in one pass: MD5 for the ETag, and the checksums that were asked for.</summary>
internal sealed class BodyDigest : IDisposable
{
    private readonly HashChecksum _md5 = HashChecksum.Md5();
    private readonly Dictionary<ChecksumAlgorithm, Checksum> _running = [];

    public BodyDigest(params IEnumerable<ChecksumAlgorithm?> algorithms)
    {
        foreach (var algorithm in algorithms)
            if (algorithm is not null)
                _running.TryAdd(algorithm, algorithm.Create());
    }

    public void Append(ReadOnlySpan<byte> data)
    {
        _md5.Append(data);
        foreach (var checksum in _running.Values)
            checksum.Append(data);
    }

    public Digests Finish() => new(_md5.Finish(), _running.ToDictionary(pair => pair.Key, pair => pair.Value.Finish()));

    public void Dispose()
    {
        _md5.Dispose();
        foreach (var checksum in _running.Values)
            checksum.Dispose();
    }
}

internal sealed record Digests(byte[] Md5, IReadOnlyDictionary<ChecksumAlgorithm, byte[]> Checksums)
{
    public string ETag => Convert.ToHexStringLower(Md5);

    public string Base64(ChecksumAlgorithm algorithm) => Convert.ToBase64String(Checksums[algorithm]);
}
