using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting;

static class ManifestPublisher
{
    /// <summary>Writes the manifest to a file, or as aspire-manifest.json into a directory, and returns its absolute path.</summary>
    public static async Task<string> PublishAsync(IReadOnlyCollection<IResource> model, DistributedApplicationExecutionContext execution, string outputPath, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(outputPath);
        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) path = Path.Combine(path, "aspire-manifest.json");
        var directory = Path.GetDirectoryName(path)!;
        var (manifest, _) = await ManifestBuilder.BuildAsync(model, execution, directory, cancellationToken);
        try
        {
            Directory.CreateDirectory(directory);
            await File.WriteAllTextAsync(path, ManifestWriter.Write(manifest), cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"The manifest cannot be written: {e.Message}", e);
        }
        return path;
    }
}
