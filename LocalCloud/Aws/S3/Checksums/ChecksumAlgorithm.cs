using System.IO.Hashing;

namespace LocalCloud.Aws.S3.Checksums;

/// <summary>The additional checksums of S3, with the names that the API gives them.</summary>
internal sealed record ChecksumAlgorithm
{
    public static readonly ChecksumAlgorithm Crc32 = new("CRC32", 4, isCrc: true, () => new Crc32Checksum());
    public static readonly ChecksumAlgorithm Crc32C = new("CRC32C", 4, isCrc: true, () => new Crc32CChecksum());
    public static readonly ChecksumAlgorithm Crc64Nvme = new("CRC64NVME", 8, isCrc: true, () => new Crc64NvmeChecksum());
    public static readonly ChecksumAlgorithm Md5 = new("MD5", 16, isCrc: false, () => HashChecksum.Md5());
    public static readonly ChecksumAlgorithm Sha1 = new("SHA1", 20, isCrc: false, () => HashChecksum.Sha1());
    public static readonly ChecksumAlgorithm Sha256 = new("SHA256", 32, isCrc: false, () => HashChecksum.Sha256());
    public static readonly ChecksumAlgorithm Sha512 = new("SHA512", 64, isCrc: false, () => HashChecksum.Sha512());
    public static readonly ChecksumAlgorithm XxHash128 = new("XXHASH128", 16, isCrc: false, () => new XxHashChecksum(new XxHash128()));
    public static readonly ChecksumAlgorithm XxHash3 = new("XXHASH3", 8, isCrc: false, () => new XxHashChecksum(new XxHash3()));
    public static readonly ChecksumAlgorithm XxHash64 = new("XXHASH64", 8, isCrc: false, () => new XxHashChecksum(new XxHash64()));

    public static readonly IReadOnlyList<ChecksumAlgorithm> All =
    [
        Crc32,
        Crc32C,
        Crc64Nvme,
        Md5,
        Sha1,
        Sha256,
        Sha512,
        XxHash128,
        XxHash3,
        XxHash64,
    ];

    private readonly Func<Checksum> _create;

    private ChecksumAlgorithm(string name, int size, bool isCrc, Func<Checksum> create)
    {
        Name = name;
        Header = "x-amz-checksum-" + name.ToLowerInvariant();
        Size = size;
        IsCrc = isCrc;
        _create = create;
    }

    public string Name { get; }

    public string Header { get; }

    public int Size { get; }

    /// <summary>CRCs of parts can be combined to the CRC of the whole; hashes cannot.</summary>
    public bool IsCrc { get; }

    public Checksum Create() => _create();

    public static ChecksumAlgorithm? Find(string? name) =>
        All.FirstOrDefault(algorithm => string.Equals(algorithm.Name, name, StringComparison.OrdinalIgnoreCase));

    public static ChecksumAlgorithm? FindHeader(string? header) =>
        All.FirstOrDefault(algorithm => string.Equals(algorithm.Header, header, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name in a request is none of these.</summary>
    public static string NamesOfAll { get; } = string.Join(", ", All.Select(algorithm => algorithm.Name));

    public bool IsWellFormed(string value)
    {
        Span<byte> bytes = stackalloc byte[64];
        return Convert.TryFromBase64String(value, bytes, out var written) && written == Size;
    }
}
