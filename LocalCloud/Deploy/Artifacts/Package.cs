using System.IO.Compression;
using LocalCloud.Deploy.Dist;

namespace LocalCloud.Deploy.Artifacts;

/// <summary>What a path in a template stands for: an archive as it is, a folder or another file zipped.</summary>
internal static class Package
{
    // The first time that a zip can hold: the same files always give the same bytes
    private static readonly DateTimeOffset ZipTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static bool Exists(string folder, string path) =>
        Path.Combine(folder, path) is var full && (File.Exists(full) || Directory.Exists(full));

    public static Artifact Read(string folder, LocalPath path)
    {
        var full = Path.GetFullPath(Path.Combine(folder, path.Path));
        if (Directory.Exists(full))
            return Artifact.OfContent(path.Path, full, Zip(full, Directory.EnumerateFiles(full, "*", SearchOption.AllDirectories)), ".zip");
        return path.Property.IsPackage && !IsArchive(full)
            ? Artifact.OfContent(path.Path, full, Zip(Path.GetDirectoryName(full)!, [full]), ".zip")
            : Artifact.OfFile(path.Path, full);
    }

    private static bool IsArchive(string file)
    {
        using var stream = File.OpenRead(file);
        var magic = new byte[4];
        return stream.ReadAtLeast(magic, 4, throwOnEndOfStream: false) == 4 && magic is [(byte)'P', (byte)'K', 3 or 5, 4 or 6];
    }

    private static byte[] Zip(string root, IEnumerable<string> files)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in files.Order(StringComparer.Ordinal))
            {
                var entry = zip.CreateEntry(Path.GetRelativePath(root, file).Replace('\\', '/'));
                entry.LastWriteTime = ZipTime;
                var executable = OperatingSystem.IsWindows()
                    ? Path.GetFileName(file) == "bootstrap"
                    : (File.GetUnixFileMode(file) & UnixFileMode.UserExecute) != 0;
                // A regular file that Lambda's user can read, and run
                entry.ExternalAttributes = (0x8000 | Convert.ToInt32(executable ? "755" : "644", 8)) << 16;
                using var target = entry.Open();
                using var source = File.OpenRead(file);
                source.CopyTo(target);
            }
        }
        return bytes.ToArray();
    }
}
