using System.Collections.Concurrent;
using System.Diagnostics;
using Lambda.Tests.Infrastructure;

namespace Lambda.Tests.Services;

/// <summary>One of the three services as Lambda starts it: a process with a runtime API, and configuration in its environment.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly string Root = FindRoot();

    // A directory with a published package per service, to run these tests on what is deployed: Api/bootstrap, ReportWorker/bootstrap, ...
    private static readonly string? Packages = Environment.GetEnvironmentVariable("LAMBDA_PACKAGES");

    // As this test was built: tests/Lambda.Tests/bin/CONFIGURATION/net10.0
    private static readonly string Output = Path.Combine(
        new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
        new DirectoryInfo(AppContext.BaseDirectory).Name
    );

    private readonly Process _process;

    private ServiceProcess(RuntimeApiServer api, Process process) => (Api, _process) = (api, process);

    public RuntimeApiServer Api { get; }

    /// <summary>Standard output and error.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    public static async Task<ServiceProcess> StartAsync(
        string service,
        IEnumerable<KeyValuePair<string, string?>> configuration,
        string? runtimeApi = null
    )
    {
        var api = await RuntimeApiServer.StartAsync();
        var directory = Packages is null ? Path.Combine(Root, service, "bin", Output) : Path.Combine(Packages, service);
        var start = new ProcessStartInfo(
            Packages is null ? "dotnet" : Path.Combine(directory, "bootstrap"),
            Packages is null ? [Path.Combine(directory, $"{service}.dll")] : []
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
            Environment =
            {
                ["LAMBDA_TASK_ROOT"] = directory,
                ["AWS_LAMBDA_RUNTIME_API"] = runtimeApi ?? api.Address,
                ["AWS_LAMBDA_FUNCTION_NAME"] = $"shop-{service}",
                ["AWS_LAMBDA_FUNCTION_VERSION"] = "1",
            },
        };
        foreach (var (key, value) in configuration)
        {
            start.Environment[key.Replace(":", "__")] = value;
        }

        var started = new ServiceProcess(api, Process.Start(start)!);
        started._process.OutputDataReceived += (_, line) => started.Keep(line.Data);
        started._process.ErrorDataReceived += (_, line) => started.Keep(line.Data);
        started._process.BeginOutputReadLine();
        started._process.BeginErrorReadLine();
        return started;
    }

    /// <summary>Fails with what the service wrote.</summary>
    public async Task<Outcome> InvokeAsync(string payload, string? trace = null)
    {
        try
        {
            return await Api.InvokeAsync(payload, trace: trace);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"No answer; the service wrote:\n{string.Join('\n', Lines)}");
        }
    }

    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
        kill.WaitForExit();
    }

    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        await Api.DisposeAsync();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            Lines.Enqueue(line);
        }
    }

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Serverless.Aspire.sln")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside the repository.");
    }
}
