namespace LocalCloud.Aws.Lambda.Execution;

/// <summary>The runtime loops of Node and Python: written beside the temporary files when first needed.</summary>
internal static class Shims
{
    private static readonly Lazy<string> Folder = new(Write);

    public static string PathOf(string name) => Path.Combine(Folder.Value, name);

    // Named after its content: emulators of several versions can share it, and none changes what another one runs.
    private static string Write()
    {
        var assembly = typeof(Shims).Assembly;
        var directory = Path.Combine(Path.GetTempPath(), $"localcloud-lambda-{assembly.ManifestModule.ModuleVersionId:N}");
        Directory.CreateDirectory(directory);
        foreach (var name in (string[])["bootstrap.mjs", "bootstrap.py"])
        {
            var path = Path.Combine(directory, name);
            if (File.Exists(path))
                continue;
            var half = $"{path}~{Guid.NewGuid():N}";
            using (var file = File.Create(half))
            using (var source = assembly.GetManifestResourceStream($"Lambda.{name}")!)
                source.CopyTo(file);
            File.Move(half, path, overwrite: true);
        }
        return directory;
    }
}
