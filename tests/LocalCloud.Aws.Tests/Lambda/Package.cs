using System.IO.Compression;
using System.Text;

namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>Zips as people upload them.</summary>
internal static class Package
{
    private const int ExecutableFile = 0x81ED << 16;

    /// <summary>Only bootstrap can be executed.</summary>
    public static byte[] Of(params (string Name, string Text)[] files) => Of(name => name == "bootstrap", files);

    public static byte[] Executable(params (string Name, string Text)[] files) => Of(_ => true, files);

    private static byte[] Of(Func<string, bool> executable, (string Name, string Text)[] files)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in files)
            {
                var entry = archive.CreateEntry(name);
                if (executable(name))
                    entry.ExternalAttributes = ExecutableFile;
                using var content = entry.Open();
                content.Write(Encoding.UTF8.GetBytes(text));
            }
        return zip.ToArray();
    }
}
