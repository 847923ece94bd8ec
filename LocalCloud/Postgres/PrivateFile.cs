namespace LocalCloud.Postgres;

/// <summary>Files that only their owner can read.</summary>
public static class PrivateFile
{
    /// <summary>Writes it anew; on Windows the directory's own rights hold.</summary>
    public static void Write(string file, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.Write(text);
    }
}
