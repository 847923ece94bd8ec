using System.IO.Compression;
using System.Security.Cryptography;

namespace LocalCloud.Publish.Packages;

/// <summary>
/// Zips a folder so that the same files are the same bytes: sorted, one time for all, modes by what a file is and not by who copied it.
/// </summary>
internal static class ZipPackage
{
    // The earliest that the format can say
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="development">Quickly rather than small, and with the symbols that a debugger wants.</param>
    public static async Task<FunctionPackage> CreateAsync(
        string directory,
        string zip,
        CancellationToken cancellationToken,
        bool development = false
    )
    {
        var files = Directory
            .EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Where(f => IsWanted(directory, f, development))
            .Select(f => (Path: f, Name: Path.GetRelativePath(directory, f).Replace('\\', '/')))
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .ToList();
        long unpacked = 0;
        await using (var stream = File.Create(zip))
        {
            await using var archive = await ZipArchive.CreateAsync(
                stream,
                ZipArchiveMode.Create,
                leaveOpen: false,
                entryNameEncoding: null,
                cancellationToken
            );
            foreach (var (path, name) in files)
            {
                var entry = archive.CreateEntry(name, development ? CompressionLevel.Fastest : CompressionLevel.Optimal);
                entry.LastWriteTime = Time;
                entry.ExternalAttributes = (IsExecutable(path) ? 0x81ED : 0x81A4) << 16; // a regular file, 0755 or 0644
                await using var content = await entry.OpenAsync(cancellationToken);
                await using var source = File.OpenRead(path);
                unpacked += source.Length;
                await source.CopyToAsync(content, cancellationToken);
            }
        }
        await using var written = File.OpenRead(zip);
        return new(
            zip,
            written.Length,
            unpacked,
            files.Count,
            Convert.ToHexStringLower(await SHA256.HashDataAsync(written, cancellationToken))
        );
    }

    // Symbols and documentation are of no use there; settings of this machine are not to leave it
    private static bool IsWanted(string directory, string file, bool symbols)
    {
        var name = Path.GetFileName(file);
        return !(
            !symbols && name.EndsWith(".pdb", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".dbg", StringComparison.OrdinalIgnoreCase)
            || name == "web.config"
            || name.StartsWith("appsettings.Development", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
                && File.Exists(Path.Combine(Path.GetDirectoryName(file) ?? directory, $"{Path.GetFileNameWithoutExtension(name)}.dll"))
        );
    }

    // Native programs and scripts; a library needs no such mode
    private static bool IsExecutable(string path)
    {
        Span<byte> head = stackalloc byte[4];
        using var stream = File.OpenRead(path);
        var read = stream.ReadAtLeast(head, 4, throwOnEndOfStream: false);
        return head[..read].StartsWith("#!"u8)
            || head[..read].SequenceEqual("\u007fELF"u8) && !Path.GetFileName(path).Contains(".so", StringComparison.Ordinal);
    }
}
