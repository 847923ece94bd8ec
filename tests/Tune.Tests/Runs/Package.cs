using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace Tune.Tests.Runs;

/// <summary>The function of Function/Program.cs as it is uploaded.</summary>
internal static class Package
{
    private const int ExecutableFile = 0x81ED << 16;
    private static readonly byte[] Plain = Make(null);

    /// <summary>Of what a function has at first.</summary>
    public static string Sha256 => Convert.ToBase64String(SHA256.HashData(Plain));

    /// <param name="note">Makes it another package.</param>
    public static byte[] Zip(string? note = null) => note is null ? Plain : Make(note);

    private static byte[] Make(string? note)
    {
        var folder = typeof(Package)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "FunctionOutput")
            .Value!;
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in new[] { "bootstrap", "bootstrap.dll", "bootstrap.runtimeconfig.json", "bootstrap.deps.json" })
            {
                var entry = archive.CreateEntryFromFile(Path.Combine(folder, file), file);
                entry.ExternalAttributes = ExecutableFile;
            }
            if (note is not null)
            {
                using var text = new StreamWriter(archive.CreateEntry("note.txt").Open());
                text.Write(note);
            }
        }
        return zip.ToArray();
    }
}
