using System.Diagnostics;

namespace Packages.Tests.Infrastructure;

/// <summary>
/// A newcomer's terminal: a directory of its own, a home for tools and templates that has nothing in it, the feed beside the machine's own
/// sources. Packages of others come from the machine's cache.
/// </summary>
internal sealed class Terminal(string directory, string home)
{
    // What the test's own host and MSBuild have set would change what a command does
    private static readonly string[] Foreign =
    [
        "MSBUILD",
        "TESTINGPLATFORM",
        "DOTNET_CLI_TEST",
        "DOTNET_HOST_PATH",
        "DOTNET_ROOT",
        "ASPNETCORE",
        "XUNIT",
    ];

    public string Directory { get; } = System.IO.Directory.CreateDirectory(directory).FullName;

    public string this[string file] => Path.Combine(Directory, file);

    /// <summary>The same in a folder below.</summary>
    public Terminal In(string folder) => new(this[folder], home);

    public async Task<Ended> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(Command(program, arguments))!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return new($"{program} {string.Join(' ', arguments)}", process.ExitCode, $"{await output}{await errors}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Not begun yet.</summary>
    public ProcessStartInfo Command(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Directory,
        };
        foreach (var name in start.Environment.Keys.Where(n => Foreign.Any(f => n.StartsWith(f, StringComparison.Ordinal))).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_HOME"] = home;
        start.Environment["NUGET_PACKAGES"] = PackageCache.Directory;
        start.Environment["DOTNET_NOLOGO"] = start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false";
        // Native code costs a minute and changes no behaviour; what the network says of weak packages is no matter here
        start.Environment["PublishReadyToRun"] = start.Environment["NuGetAudit"] = "false";
        // A node that stays would keep the command's output open
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        return start;
    }
}
