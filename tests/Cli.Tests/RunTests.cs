using System.Diagnostics;

namespace Cli.Tests;

public sealed class RunTests : IDisposable
{
    readonly string _directory = Directory.CreateTempSubdirectory("serverless-run-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_manifest_runs_until_it_is_interrupted_and_leaves_nothing_behind()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("There is no SIGINT to send to another process.");
        var manifest = Write("""{ "resources": { "cache": { "type": "container.v0", "image": "docker.io/library/redis:8.6", "connectionString": "{cache.bindings.tcp.host}:{cache.bindings.tcp.port}", "bindings": { "tcp": { "scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 6379 } } } } }""");
        using var process = Serverless.Start("run", manifest, "--ephemeral", "--no-dashboard");

        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("Everything is up", StringComparison.Ordinal))
        {
        }
        using (var interrupt = Process.Start("kill", ["-INT", process.Id.ToString()]))
            await interrupt.WaitForExitAsync();
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.Equal([manifest], Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public async Task A_missing_manifest_is_named()
    {
        var result = await Serverless.RunAsync("run", Path.Combine(_directory, "none.json"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("none.json", result.Errors);
    }

    [Fact]
    public async Task A_fault_in_the_manifest_is_told_with_file_resource_and_property()
    {
        var result = await Serverless.RunAsync("run", Write("""{ "resources": { "web": { "type": "project.v0" } } }"""));

        Assert.Equal(1, result.ExitCode);
        Assert.All(["manifest.json", "web", "path"], word => Assert.Contains(word, result.Errors));
    }

    [Fact]
    public async Task A_parameter_without_a_value_is_refused()
        => Assert.Contains("'x' is no NAME=VALUE", (await Serverless.RunAsync("run", "manifest.json", "--parameter", "x")).Errors);

    string Write(string manifest)
    {
        var path = Path.Combine(_directory, "manifest.json");
        File.WriteAllText(path, manifest);
        return path;
    }
}
