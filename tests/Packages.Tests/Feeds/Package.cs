using System.IO.Compression;
using System.Xml.Linq;

namespace Packages.Tests.Feeds;

/// <summary>What is in a package.</summary>
internal sealed record Package(string Id, long Bytes, XElement Metadata, IReadOnlyList<string> Files)
{
    public IEnumerable<string> Dependencies =>
        Metadata
            .Descendants()
            .Where(e => e.Name.LocalName == "dependency")
            .Select(e => $"{e.Attribute("id")!.Value} {e.Attribute("version")!.Value}")
            .Order(StringComparer.Ordinal);

    public static Package Read(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        using var nuspec = zip.Entries.Single(e => e.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single(e => e.Name.LocalName == "metadata");
        return new(Text(metadata, "id")!, new FileInfo(file).Length, metadata, [.. zip.Entries.Select(e => e.FullName)]);
    }

    /// <summary>Null where the package does not say it.</summary>
    public string? this[string property] => Text(Metadata, property);

    private static string? Text(XElement metadata, string property) =>
        metadata.Elements().FirstOrDefault(e => e.Name.LocalName == property)?.Value;
}
