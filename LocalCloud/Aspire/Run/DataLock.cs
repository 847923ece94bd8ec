namespace LocalCloud.Aspire.Run;

/// <summary>
/// Keeps a second run out of a data directory. The system gives the lock back when this process ends, however it ends.
/// </summary>
internal sealed class DataLock : IDisposable
{
    private readonly FileStream _file;

    private DataLock(FileStream file) => _file = file;

    /// <exception cref="StartException">Another run has the directory.</exception>
    public static DataLock Take(string directory)
    {
        Make(directory);
        try
        {
            return new(new(Path.Combine(directory, "run.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e)
        {
            var other = RunFile.PidIn(directory) is { } pid ? $" (process {pid})" : "";
            throw new StartException(
                $"The data in {directory} is in use by another run{other}. "
                    + "Stop that one, or start this one with --ephemeral --isolated.",
                e
            );
        }
        catch (UnauthorizedAccessException e)
        {
            throw Unusable(directory, e);
        }
    }

    private static void Make(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            // Database passwords and data are in it
            const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(directory, OwnerOnly);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(directory, e);
        }
    }

    private static StartException Unusable(string directory, Exception e) =>
        new(
            $"The data directory {directory} cannot be used: {e.Message} "
                + "Set LocalCloud__DataDirectory to another one, or start with --ephemeral.",
            e
        );

    public void Dispose() => _file.Dispose();
}
