using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using LocalCloud.Aws.S3.Bodies;

namespace LocalCloud.Aws.Lambda.Code;

/// <summary>
/// Packages as files beside the store, as S3's bodies are, and unpacked once for all environments that run them.
/// What is unpacked can be made again at any time and is not flushed.
/// </summary>
internal sealed class CodeStore
{
    private readonly BodyStore _packages;
    private readonly string _unpacked;
    private readonly ConcurrentDictionary<string, Lazy<string>> _ready = [];

    public CodeStore(string? directory)
    {
        _packages = new(directory);
        _unpacked = Path.GetFullPath(Path.Combine(_packages.Root, "unpacked"));
        Directory.CreateDirectory(_unpacked);
    }

    public string Root => Path.GetFullPath(_packages.Root);

    public string PathOf(string file) => _packages.PathOf(file);

    public async ValueTask<CodePackage> KeepAsync(byte[] zip, CancellationToken cancellation)
    {
        using var incoming = _packages.Create();
        await incoming.WriteAsync(zip, cancellation).ConfigureAwait(false);
        return new(incoming.Keep().File, zip.Length, Convert.ToBase64String(SHA256.HashData(zip)));
    }

    public void Retain(IEnumerable<string> files) => _packages.Retain(files.Select(f => new Segment(f, 0, 0)));

    public void Release(IEnumerable<string> files) => _packages.Release(files.Select(f => new Segment(f, 0, 0)));

    public void Sweep()
    {
        _packages.Sweep();
        foreach (var directory in Directory.EnumerateDirectories(_unpacked))
            if (!File.Exists(_packages.PathOf(Path.GetFileName(directory).Split('-')[0])))
                Directory.Delete(directory, recursive: true);
    }

    public void Discard() => _packages.Discard();

    /// <summary>Where the package lies unpacked.</summary>
    public string Unpack(string file) => Unpack(file, [file]);

    /// <summary>Where the layers lie unpacked, one over the other: what is /opt on AWS.</summary>
    public string? UnpackLayers(IReadOnlyList<string> files) =>
        files.Count switch
        {
            0 => null,
            1 => Unpack(files[0]),
            _ => Unpack(
                $"{files[0]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('/', files))))[..16]}",
                files
            ),
        };

    /// <summary>Why a function cannot have these layers, in AWS's words.</summary>
    public AwsError? CheckSize(string file, IReadOnlyCollection<string> layers) =>
        layers.Count > 0 && layers.Append(file).Sum(f => PackageArchive.SizeOf(PathOf(f))) is > PackageArchive.MostUnzipped and var size
            ? LambdaErrors.Invalid(
                $"Function code combined with layers exceeds the maximum allowed size of {PackageArchive.MostUnzipped} bytes. "
                    + $"The actual size is {size} bytes."
            )
            : null;

    private string Unpack(string name, IReadOnlyList<string> files) =>
        _ready
            .GetOrAdd(name, _ => new(() =>
                {
                    var directory = Path.Combine(_unpacked, name);
                    if (Directory.Exists(directory))
                        return directory;
                    // Only a whole one gets the name: a crash while unpacking must not leave half a package behind it.
                    var half = Directory.CreateDirectory($"{directory}~{Guid.NewGuid():N}").FullName;
                    foreach (var file in files)
                        PackageArchive.Extract(_packages.PathOf(file), half);
                    Directory.Move(half, directory);
                    return directory;
                }))
            .Value;
}

/// <param name="Sha256">base64, as AWS shows it</param>
internal sealed record CodePackage(string File, long Size, string Sha256);
