using System.IO.Compression;

namespace LocalCloud.Tune.ColdStarts;

/// <summary>What is in a package.</summary>
/// <param name="ZipSize">Bytes.</param>
/// <param name="Size">Bytes, unpacked.</param>
/// <param name="Assemblies">Bytes of each .NET assembly, by name without .dll.</param>
internal sealed record PackageFacts(long ZipSize, long Size, IReadOnlyDictionary<string, long> Assemblies)
{
    /// <summary>Native libraries may end in .dll too, on Windows; in a package for Lambda they do not.</summary>
    public static PackageFacts Of(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
        return new(
            zip.Length,
            archive.Entries.Sum(e => e.Length),
            archive
                .Entries.Where(e => e.FullName == e.Name && e.Name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
                .ToDictionary(e => Path.GetFileNameWithoutExtension(e.Name), e => e.Length, StringComparer.OrdinalIgnoreCase)
        );
    }
}
