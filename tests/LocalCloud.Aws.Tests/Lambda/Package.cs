using System.IO.Compression;
using System.Text;

namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>Zips as people upload them.</summary>
internal static class Package
{
    private const int Executable = 0x81ED << 16;

    public static byte[] Of(params (string Name, string Text)[] files)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in files)
            {
                var entry = archive.CreateEntry(name);
                if (name == "bootstrap")
                    entry.ExternalAttributes = Executable;
                using var content = entry.Open();
                content.Write(Encoding.UTF8.GetBytes(text));
            }
        return zip.ToArray();
    }
}
