using System.Text.Json;

namespace LocalCloud.Publish;

/// <summary>The folder that a publish writes: all of its files or none, and nothing of anybody else's.</summary>
internal static class OutputFolder
{
    private const string Summary = "summary.json";

    /// <summary>
    /// Puts the files of a folder there. Packages of an earlier publish that this one does not have go; anything else stays.
    /// </summary>
    public static void Replace(string from, string to)
    {
        Directory.CreateDirectory(to);
        var stale = Packages(to);
        var names = Directory.EnumerateFiles(from).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal).ToList();
        // Everything is on this disk before the first file takes its place
        var staging = Directory.CreateDirectory(Path.Combine(to, $".publish-{Path.GetRandomFileName()}"));
        try
        {
            foreach (var name in names)
                File.Copy(Path.Combine(from, name), Path.Combine(staging.FullName, name));
            foreach (var name in names)
                File.Move(Path.Combine(staging.FullName, name), Path.Combine(to, name), overwrite: true);
            foreach (var name in stale.Except(names))
                File.Delete(Path.Combine(to, name));
        }
        finally
        {
            staging.Delete(recursive: true);
        }
    }

    // As the earlier publish has noted them
    private static List<string> Packages(string folder)
    {
        try
        {
            using var summary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, Summary)));
            return
            [
                .. summary
                    .RootElement.GetProperty("functions")
                    .EnumerateArray()
                    .Select(f => f.GetProperty("package").GetString()!)
                    .Where(name => name.EndsWith(".zip", StringComparison.Ordinal) && Path.GetFileName(name) == name)
                    .Distinct(),
            ];
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [];
        }
    }
}
