using LocalCloud.Publish.Packages;
using Spectre.Console;

namespace LocalCloud.Publish.Report;

/// <summary>The largest files of a package, and who pulls them in.</summary>
internal static class SizeTable
{
    private const int Count = 20;

    public static Table Of(PackageContent content)
    {
        var table = new Table().Border(TableBorder.None).AddColumns($"In {content.Function}'s package", "Zipped", "Unpacked", "Because of");
        foreach (var file in content.Files.Take(Count))
            table.AddRow(Markup.Escape(file.Name), FileSize.Text(file.ZipBytes), FileSize.Text(file.Bytes), Markup.Escape(Why(file)));
        var (rest, zipped, unpacked) = (
            content.Files.Skip(Count).ToList(),
            content.Files.Sum(f => f.ZipBytes),
            content.Files.Sum(f => f.Bytes)
        );
        if (rest.Count > 0)
            table.AddRow($"{rest.Count} more", FileSize.Text(rest.Sum(f => f.ZipBytes)), FileSize.Text(rest.Sum(f => f.Bytes)), "");
        return table.AddRow("Together", FileSize.Text(zipped), FileSize.Text(unpacked), "");
    }

    private static string Why(PackageFile file) =>
        file.Chain.Count switch
        {
            0 => file.Name.EndsWith(".dll", StringComparison.Ordinal) ? "no reference: loaded by name, or by none" : "",
            1 => "the function itself",
            _ => string.Join(" > ", file.Chain.SkipLast(1)),
        };
}
