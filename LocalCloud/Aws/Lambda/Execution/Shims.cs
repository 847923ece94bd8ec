namespace LocalCloud.Aws.Lambda.Execution;

/// <summary>The runtime loops of Node and Python.</summary>
internal static class Shims
{
    private static readonly string[] Names = ["bootstrap.mjs", "modules.cjs", "imports.cjs", "ask.cjs", "bootstrap.py"];

    /// <summary>The text of one that goes into packages.</summary>
    public static string Text(string name)
    {
        using var reader = new StreamReader(typeof(Shims).Assembly.GetManifestResourceStream($"Lambda.{name}")!);
        return reader.ReadToEnd();
    }

    /// <summary>
    /// Writes them to a folder beside the packages. Whatever an emulator of another version has left there: this one's take its place.
    /// </summary>
    public static string Write(string root)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "runtime")).FullName;
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
