using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;

using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.OnAppHost;

/// <summary>The AppHost as its user starts it, on free ports; all processes that come of it carry a mark, and its temporary files are in a directory of their own.</summary>
sealed partial class AppHostProcess : IDisposable
{
    const string Mark = "END_TO_END_MARK";
    readonly string mark = Guid.NewGuid().ToString();
    readonly string directory = Directory.CreateTempSubdirectory("end-to-end-apphost-").FullName;
    readonly Process process;

    AppHostProcess(string[] arguments)
    {
        Directory.CreateDirectory(Temporary);
        var project = Path.GetDirectoryName(new Projects.AppHost().ProjectPath)!;
        var configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(project, "bin", configuration, "net10.0", "AppHost.dll"), "--Ports:api", "0", "--LocalStack:Config:EdgePort", "0", $"--Parameters:stripe-webhook-secret={SystemUnderTest.WebhookSecret}", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Mark] = mark;
        start.Environment["TMPDIR"] = Temporary;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["LocalCloud__DataDirectory"] = Data;
        process = Process.Start(start)!;
    }

    public string Data => Path.Combine(directory, "data");
    public string Temporary => Path.Combine(directory, "tmp");
    public int ExitCode => process.ExitCode;

    /// <summary>What it has printed until everything was up.</summary>
    public string Output { get; private set; } = "";

    /// <summary>Returns when everything is up.</summary>
    public static async Task<AppHostProcess> StartAsync(params string[] arguments)
    {
        var host = new AppHostProcess(arguments);
        try
        {
            await host.UpAsync();
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    async Task UpAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(120), TimeProvider.System);
        var output = new StringBuilder();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
            {
                output.AppendLine(line);
                Output = output.ToString();
                if (line.StartsWith("Everything is up", StringComparison.Ordinal)) return;
                if (line.StartsWith("Not everything", StringComparison.Ordinal)) break;
            }
        }
        catch (OperationCanceledException)
        {
            output.AppendLine("(and no more in two minutes)");
        }
        Assert.Fail($"The AppHost is not up: {output}");
    }

    /// <summary>As run.json tells other programs.</summary>
    public Uri Endpoint(string resource) => new((string)JsonNode.Parse(File.ReadAllText(Path.Combine(Data, "run.json")))!["endpoints"]![resource]!["http"]!);

    /// <summary>Ctrl+C; returns when it has ended.</summary>
    public async Task InterruptAsync()
    {
        Assert.Equal(0, Kill(process.Id, 2));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Kill() => process.Kill();

    public IReadOnlyList<string> Processes() =>
        [.. Directory.EnumerateDirectories("/proc").Where(p => int.TryParse(Path.GetFileName(p), out _)).Where(p => Read(p, "environ").Contains(mark, StringComparison.Ordinal)).Select(p => Read(p, "cmdline").Replace('\0', ' '))];

    static string Read(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
