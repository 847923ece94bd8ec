using System.Collections.Concurrent;
using System.Diagnostics;
using LocalCloud.Postgres;

namespace LocalCloud.Aws.Engines.Postgres;

/// <summary>A parameter group's parameters as lines of a configuration file.</summary>
internal static class PostgresParameters
{
    /// <summary>What is the server's own affair here, or made for the machine that it has on AWS.</summary>
    private static readonly HashSet<string> NotTaken = new(StringComparer.OrdinalIgnoreCase)
    {
        "config_file",
        "data_directory",
        "effective_cache_size",
        "external_pid_file",
        "hba_file",
        "huge_pages",
        "ident_file",
        "listen_addresses",
        "log_destination",
        "log_directory",
        "log_filename",
        "logging_collector",
        "log_min_messages",
        "port",
        "shared_buffers",
        "shared_preload_libraries",
        "ssl",
        "ssl_ca_file",
        "ssl_cert_file",
        "ssl_key_file",
        "unix_socket_directories",
        "archive_command",
        "archive_mode",
    };

    private static readonly ConcurrentDictionary<string, Task<HashSet<string>>> Known = new();

    /// <summary>Those that PostgreSQL knows: RDS has some of its own (<c>rds.*</c>), and formulas over the size of its machine.</summary>
    public static async Task<string[]> LinesAsync(
        PostgresBinaries binaries,
        IReadOnlyDictionary<string, string> parameters,
        CancellationToken cancellation
    )
    {
        if (parameters.Count == 0)
            return [];
        var known = await Known.GetOrAdd(binaries.Home, _ => ReadAsync(binaries)).WaitAsync(cancellation).ConfigureAwait(false);
        return
        [
            .. parameters
                .Where(p => known.Contains(p.Key) && !NotTaken.Contains(p.Key) && !p.Value.Contains('{'))
                .Select(p => $"{p.Key} = '{p.Value.Replace("'", "''", StringComparison.Ordinal).ReplaceLineEndings(" ")}'"),
        ];
    }

    private static async Task<HashSet<string>> ReadAsync(PostgresBinaries binaries)
    {
        var (path, args) = binaries.Command("postgres", ["--describe-config"]);
        using var process = Process.Start(new ProcessStartInfo(path, args) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return [.. text.Split('\n').Select(line => line.Split('\t')[0])];
    }
}
