namespace LocalCloud.Aws.Lambda.Execution;

/// <summary>The runtime loops of Node and Python, written beside the packages when first needed.</summary>
internal sealed class Shims(string root)
{
    private static readonly string[] Names = ["bootstrap.mjs", "bootstrap.py"];

    private readonly Lazy<string> _folder = new(() => Write(Path.Combine(root, "runtime")));

    public string Folder => _folder.Value;

    // Whatever an emulator of another version has left there: this one's take its place.
    private static string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in Names)
        {
            var half = Path.Combine(folder, $"{name}~");
            using (var file = File.Create(half))
            using (var source = typeof(Shims).Assembly.GetManifestResourceStream($"Lambda.{name}")!)
                source.CopyTo(file);
            File.Move(half, Path.Combine(folder, name), overwrite: true);
        }
        return folder;
    }
}
