namespace LocalCloud.Aws.Engines;

internal static class Directories
{
    /// <summary>Copies a directory with all that is in it, with the rights that it has.</summary>
    public static void Copy(string from, string to)
    {
        if (Directory.Exists(to))
            Directory.Delete(to, recursive: true);
        Make(from, to);
        foreach (var directory in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            Make(directory, Path.Combine(to, Path.GetRelativePath(from, directory)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }

    private static void Make(string from, string to)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(to);
        else
            Directory.CreateDirectory(to, File.GetUnixFileMode(from));
    }
}
