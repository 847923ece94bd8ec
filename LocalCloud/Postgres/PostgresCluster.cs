using System.Collections.Immutable;
using System.Diagnostics;

namespace LocalCloud.Postgres;

/// <summary>A directory of PostgreSQL's data.</summary>
internal sealed class PostgresCluster(PostgresBinaries binaries, string directory)
{
    /// <summary>Where it is; made by <see cref="InitializeAsync"/>.</summary>
    public string Directory { get; } = directory;

    /// <summary>Makes the directory once. Another one is made beside it first and moved, so that there is never half of one.</summary>
    /// <param name="more">Further arguments of initdb, as <c>--locale=C.UTF-8</c>.</param>
    /// <returns>Null, or why initdb failed.</returns>
    public async Task<string?> InitializeAsync(
        string user,
        string password,
        CancellationToken cancellationToken,
        params IEnumerable<string> more
    )
    {
        if (File.Exists(Path.Combine(Directory, "PG_VERSION")))
            return null;
        var fresh = $"{Directory}.new";
        if (System.IO.Directory.Exists(fresh))
            System.IO.Directory.Delete(fresh, recursive: true);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Directory)!);
        var passwordFile = $"{Directory}.password";
        PrivateFile.Write(passwordFile, password.Length == 0 ? "postgres" : password);
        try
        {
            var (path, args) = binaries.Command(
                "initdb",
                [
                    "-D",
                    fresh,
                    "-U",
                    user,
                    "--auth=scram-sha-256",
                    $"--pwfile={passwordFile}",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync",
                    .. more,
                ]
            );
            if (await RunAsync(path, args, cancellationToken).ConfigureAwait(false) is { } error)
                return error;
        }
        finally
        {
            File.Delete(passwordFile);
        }
        System.IO.Directory.Move(fresh, Directory);
        return null;
    }

    private static async Task<string?> RunAsync(string path, ImmutableArray<string> args, CancellationToken cancellationToken)
    {
        using var process = Process.Start(
            new ProcessStartInfo(path, args) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var (output, error) = (
            process.StandardOutput.ReadToEndAsync(cancellationToken),
            process.StandardError.ReadToEndAsync(cancellationToken)
        );
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
        var said = (await error.ConfigureAwait(false)).Trim();
        return process.ExitCode == 0 ? null : $"PostgreSQL's initdb failed: {said}";
    }
}
