using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LocalCloud.Hosting.Run.Engines;

/// <summary>A directory of PostgreSQL's data.</summary>
sealed partial class PostgresCluster(string directory)
{
    public string Directory { get; } = directory;

    /// <summary>Makes the directory once. Another one is made beside it first and moved, so that there is never half of one.</summary>
    /// <exception cref="RunStartException">initdb failed.</exception>
    public async Task InitializeAsync(string user, string password, CancellationToken cancellationToken)
    {
        if (File.Exists(Path.Combine(Directory, "PG_VERSION"))) return;
        var fresh = $"{Directory}.new";
        if (System.IO.Directory.Exists(fresh)) System.IO.Directory.Delete(fresh, recursive: true);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Directory)!);
        var passwordFile = $"{Directory}.password";
        RunDirectory.WritePrivate(passwordFile, password.Length == 0 ? "postgres" : password);
        try
        {
            var (path, args) = Command("initdb", ["-D", fresh, "-U", user, "--auth=scram-sha-256", $"--pwfile={passwordFile}", "--encoding=UTF8", "--locale=C", "--no-sync"]);
            await RunAsync(path, args, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(passwordFile);
        }
        System.IO.Directory.Move(fresh, Directory);
    }

    /// <summary>PostgreSQL refuses to run as root: then a user namespace shows it another user, without a change of owner on any file.</summary>
    public static (string Path, ImmutableArray<string> Args) Command(string program, IEnumerable<string> args)
    {
        var binary = Path.Combine(EngineFiles.Postgres(), "bin", OperatingSystem.IsWindows() ? $"{program}.exe" : program);
        return OperatingSystem.IsLinux() && EffectiveUser() == 0
            ? ("unshare", ["--user", "--map-user=1000", "--map-group=1000", "--", binary, .. args])
            : (binary, [.. args]);
    }

    static async Task RunAsync(string path, ImmutableArray<string> args, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(path, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        await output.ConfigureAwait(false);
        if (process.ExitCode != 0) throw new RunStartException($"PostgreSQL's initdb failed: {(await error.ConfigureAwait(false)).Trim()}");
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
