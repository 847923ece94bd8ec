using System.Diagnostics;
using System.Reflection;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Engines;

/// <summary>install.mjs with an npm of the test's own in the place of npm, which writes down that it was called.</summary>
internal sealed class InstallScript : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public InstallScript(string npm)
    {
        Directory.CreateDirectory(Programs);
        Npm(npm);
    }

    private static string Npms { get; } =
        typeof(InstallScript).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "LocalCloud.Npm").Value!;

    private string Programs => Path.Combine(_directory.Path, "programs");

    public string Root => Directory.CreateDirectory(Path.Combine(_directory.Path, "engines")).FullName;

    public string Target => Path.Combine(Root, "postgresql-18");

    public IEnumerable<string> Beside => Directory.EnumerateFileSystemEntries(Root).Select(Path.GetFileName).OfType<string>().Order();

    public int Calls => File.Exists(Path.Combine(Programs, "calls")) ? File.ReadAllLines(Path.Combine(Programs, "calls")).Length : 0;

    /// <param name="script">What npm does, in a shell: in the folder that it is to fill.</param>
    public void Npm(string script)
    {
        var file = Path.Combine(Programs, "npm");
        File.WriteAllText(file, $"#!/bin/sh\necho call >> \"$(dirname \"$0\")/calls\"\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private Process Start() =>
        Process.Start(
            new ProcessStartInfo("node", [Path.Combine(Npms, "install.mjs"), Target])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    ["PATH"] = $"{Programs}:{Environment.GetEnvironmentVariable("PATH")}",
                    ["LOCALCLOUD_INSTALL_OUTPUT"] = "true",
                },
            }
        )!;

    public async Task<(int ExitCode, string Output, string Errors)> RunAsync()
    {
        using var process = Start();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    public void Dispose() => _directory.Dispose();
}
