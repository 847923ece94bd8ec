using System.Text.Json;
using LocalCloud.Deploy.Artifacts;

namespace LocalCloud.Deploy.Dist;

/// <summary>Files that a template names and that are not there, and why not, as far as the folder tells.</summary>
internal static class MissingFiles
{
    public static IEnumerable<string> Of(PublishedFolder published)
    {
        var missing = LocalPaths.Of(published.Template).Where(path => !Package.Exists(published.Folder, path.Path)).ToList();
        var unbuilt = Unbuilt(published.Folder);
        var left = missing.Where(path => unbuilt.Contains(Path.GetFileName(path.Path))).ToList();
        if (left.Count > 0)
        {
            var packages = left.GroupBy(path => Path.GetFileName(path.Path))
                .Select(p => $"{p.Key} (of {string.Join(", ", p.Select(path => path.LogicalId))})");
            yield return $"{published.Folder} was published without packages (--no-build, Publish:Build=false), so these are not there: "
                + $"{string.Join(", ", packages)}. "
                + $"Publish it again without that: {Publish(published.Folder)}.";
        }
        foreach (var path in missing.Except(left))
            yield return $"{path.LogicalId}: {path.Property.Name} is {path.Path}, and there is no such file.";
    }

    private static string Publish(string folder) =>
        File.Exists(Path.Combine(folder, "aspire-manifest.json"))
            ? "dotnet run --project APPHOST -- --operation publish --step publish --output-path FOLDER"
            : "serverless publish MANIFEST --output FOLDER";

    // A package that was made has its hash there
    private static HashSet<string> Unbuilt(string folder)
    {
        try
        {
            using var summary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "summary.json")));
            return
            [
                .. summary
                    .RootElement.GetProperty("functions")
                    .EnumerateArray()
                    .Where(f => !f.TryGetProperty("sha256", out _))
                    .Select(f => f.GetProperty("package").GetString()!),
            ];
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [];
        }
    }
}
