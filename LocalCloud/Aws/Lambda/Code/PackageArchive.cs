using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace LocalCloud.Aws.Lambda.Code;

/// <summary>A package as it was uploaded: what is wrong with it is said then, and not at the first invocation.</summary>
internal static class PackageArchive
{
    public const long MostUnzipped = 262_144_000;

    /// <summary>PATH_MAX</summary>
    private const int LongestLink = 4096;

    /// <summary>Why a package cannot be taken, in AWS's words.</summary>
    public static AwsError? Check(byte[] zip)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(zip));
            if (archive.Entries.Count == 0)
                return LambdaErrors.Invalid("Uploaded file must be a non-empty zip");
            if (SizeOf(archive) > MostUnzipped)
                return LambdaErrors.Invalid($"Unzipped size must be smaller than {MostUnzipped} bytes");
            return (CheckNames(archive) ?? CheckContents(archive)) is { } wrong ? Damaged(wrong) : null;
        }
        // NotSupported: a method of compression that nobody has
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or IOException or ArgumentException)
        {
            return Damaged();
        }
    }

    /// <summary>Unzipped, of a package that was checked.</summary>
    public static long SizeOf(string file)
    {
        using var archive = ZipFile.OpenRead(file);
        return SizeOf(archive);
    }

    /// <summary>
    /// Unpacks a package that was checked over what is there. Links become links, wherever they lead, as AWS has it: they are the
    /// function's to follow. Nothing is written through one: what a layer below has as a link gives way.
    /// </summary>
    public static void Extract(string file, string directory)
    {
        using var archive = ZipFile.OpenRead(file);
        foreach (var raw in archive.Entries)
        {
            var entry = PackageEntry.Of(raw) ?? throw new InvalidDataException($"{raw.FullName} is no name of a file.");
            if (entry.Path.Length == 0)
                continue;
            var folder = entry.Path[..^1].Aggregate(directory, MakeDirectory);
            var path = Path.Combine(folder, entry.Path[^1]);
            if (entry.IsDirectory)
                MakeDirectory(folder, entry.Path[^1]);
            else if (entry.IsLink && !OperatingSystem.IsWindows())
                MakeLink(path, entry);
            else
                MakeFile(path, entry);
        }
    }

    // Sizes that somebody has made up can be of any size
    private static long SizeOf(ZipArchive archive) =>
        archive.Entries.Aggregate(0L, (sum, entry) => Math.Min(sum, MostUnzipped + 1) + Math.Min(entry.Length, MostUnzipped + 1));

    /// <summary>Each name once, below directories alone.</summary>
    private static string? CheckNames(ZipArchive archive)
    {
        Dictionary<string, bool> all = new(StringComparer.Ordinal);
        foreach (var raw in archive.Entries)
        {
            if (PackageEntry.Of(raw) is not { } entry)
                return $"{raw.FullName} leads out of the package, or is no file";
            if (!all.TryAdd(entry.Name, entry.IsDirectory) && !(entry.IsDirectory && all[entry.Name]))
                return $"{entry.Name} is in it twice";
        }
        foreach (var name in all.Keys)
            for (var slash = name.LastIndexOf('/'); slash > 0; slash = name.LastIndexOf('/', slash - 1))
                if (all.TryGetValue(name[..slash], out var isDirectory) && !isDirectory)
                    return $"{name} lies below {name[..slash]}, which is no directory";
        return null;
    }

    /// <summary>Each entry is as long as it says: less would be a file that is cut off, more a way around the limit.</summary>
    private static string? CheckContents(ZipArchive archive)
    {
        var buffer = new byte[64 * 1024];
        foreach (var entry in archive.Entries)
        {
            var sum = new Crc32();
            long length = 0;
            using var content = entry.Open();
            for (int count; (count = content.Read(buffer)) > 0; length += count)
                sum.Append(buffer.AsSpan(0, count));
            if (length != entry.Length || sum.GetCurrentHashAsUInt32() != entry.Crc32)
                return $"{entry.FullName} is not what its length and checksum say";
            if (PackageEntry.Of(entry) is { IsLink: true } && length is 0 or > LongestLink)
                return $"{entry.FullName} is a link to nowhere";
        }
        return null;
    }

    private static string MakeDirectory(string parent, string name)
    {
        var path = Path.Combine(parent, name);
        if (IsLink(path) || File.Exists(path))
            File.Delete(path);
        return Directory.CreateDirectory(path).FullName;
    }

    private static void MakeLink(string path, PackageEntry entry)
    {
        using var content = new StreamReader(entry.Entry.Open(), Encoding.UTF8);
        var target = content.ReadToEnd();
        Clear(path);
        File.CreateSymbolicLink(path, target);
    }

    private static void MakeFile(string path, PackageEntry entry)
    {
        Clear(path);
        using (var content = entry.Entry.Open())
        using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
            content.CopyTo(file);
        if (entry.Mode != UnixFileMode.None && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, entry.Mode);
    }

    private static void Clear(string path)
    {
        if (!IsLink(path) && Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
    }

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    private static AwsError Damaged(string? reason = null) =>
        LambdaErrors.Invalid(
            "Could not unzip uploaded file. Please check your file, then try to upload again." + (reason is null ? "" : $" ({reason})")
        );
}
