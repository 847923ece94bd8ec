using System.Net;
using System.Net.Sockets;
using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run;

namespace LocalCloud.Hosting.Tests.Run;

public sealed class FailureTests
{
    [Fact]
    public async Task A_process_that_ends_at_once_fails_with_its_exit_code_and_last_lines_and_so_do_those_that_wait_for_it()
    {
        using var data = Runs.Temporary();
        await using var app = await Runs.StartAsync(Runs.Request(Runs.Parse("""
            { "resources": {
                "broken": { "type": "executable.v0", "command": "sh", "args": [ "-c", "echo the disk is made of cheese; exit 3" ], "workingDirectory": ".", "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http" } } },
                "after": { "type": "executable.v0", "command": "sleep", "args": [ "100" ], "workingDirectory": ".", "env": { "BROKEN": "{broken.bindings.http.url}" } } } }
            """), data));
        var failure = await Assert.ThrowsAsync<RunStartException>(() => app.Ready);
        Assert.Contains("'broken'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("exit code 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the disk is made of cheese", failure.Message, StringComparison.Ordinal);
        await foreach (var snapshot in app.WatchAsync())
            if (snapshot is { Resource: "after", State: KnownResourceStates.FailedToStart }) break;
        await app.StopAsync();
        Assert.Equal(1, await app.Completion);
    }

    [Fact]
    public async Task A_task_that_ends_well_is_finished_and_others_may_wait_for_that()
    {
        using var data = Runs.Temporary();
        var request = Runs.Request(Runs.Parse("""
            { "resources": {
                "task": { "type": "executable.v0", "command": "true", "workingDirectory": "." },
                "after": { "type": "executable.v0", "command": "sleep", "args": [ "100" ], "workingDirectory": "." } } }
            """), data);
        await using var app = await Runs.StartAsync(request with { LocalRun = Runs.Local("after", _ => new() { Waits = [new("task", LocalWaitKind.Completed)] }) });
        await app.Ready;
        Assert.Equal(KnownResourceStates.Finished, app.Find("task")!.State);
        Assert.Equal(KnownResourceStates.Running, app.Find("after")!.State);
        await app.StopAsync();
        Assert.Equal(0, await app.Completion);
    }

    [Fact]
    public async Task A_taken_port_is_named_with_the_process_that_has_it_and_nothing_starts()
    {
        using var data = Runs.Temporary();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var request = Runs.Request(Runs.Read("shop.json"), data) with { RandomPorts = false, LocalRun = Runs.Local("web", web => web with { Bindings = [new("http", port)] }) };
        var refused = await Assert.ThrowsAsync<RunStartException>(() => Runs.StartAsync(request));
        Assert.Contains($"Port {port} ('web') is taken", refused.Message, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux()) Assert.Contains($"{Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(data));
    }

    [Fact]
    public async Task Two_runs_cannot_share_their_data()
    {
        using var data = Runs.Temporary();
        var request = Runs.Request(Runs.Parse("""{ "resources": { "x": { "type": "executable.v0", "command": "sleep", "args": [ "100" ], "workingDirectory": "." } } }"""), data);
        await using var first = await Runs.StartAsync(request);
        var refused = await Assert.ThrowsAsync<RunStartException>(() => Runs.StartAsync(request));
        Assert.Contains(data, refused.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
        await first.Ready;
    }

    [Fact]
    public async Task A_parameter_without_a_value_says_how_to_give_it_one()
    {
        using var data = Runs.Temporary();
        await using var app = await Runs.StartAsync(Runs.Request(Runs.Parse("""{ "resources": { "colour": { "type": "parameter.v0", "value": "{colour.inputs.value}", "inputs": { "value": { "type": "string" } } } } }"""), data));
        var failure = await Assert.ThrowsAsync<RunStartException>(() => app.Ready);
        Assert.Contains("Parameters__colour", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_has_no_engine_is_named_with_the_ways_out()
    {
        Assert.SkipWhen(await Hosting.Run.Engines.ContainerRuntime.FindAsync(CancellationToken.None) is not null, "a container engine answers here");
        using var data = Runs.Temporary();
        await using var app = await Runs.StartAsync(Runs.Request(Runs.Parse("""{ "resources": { "broker": { "type": "container.v0", "image": "docker.io/library/rabbitmq:4" } } }"""), data));
        var failure = await Assert.ThrowsAsync<RunStartException>(() => app.Ready);
        Assert.Contains("'broker'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("rabbitmq", failure.Message, StringComparison.Ordinal);
        Assert.Contains("docker", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_in_a_circle_are_refused()
    {
        using var data = Runs.Temporary();
        var request = Runs.Request(Runs.Parse("""{ "resources": { "a": { "type": "executable.v0", "command": "true", "workingDirectory": "." }, "b": { "type": "executable.v0", "command": "true", "workingDirectory": "." } } }"""), data);
        var refused = await Assert.ThrowsAsync<RunStartException>(() => Runs.StartAsync(request with
        {
            LocalRun = new() { Resources = LocalRun.Empty.Resources.SetItem("a", new() { Waits = [new("b", LocalWaitKind.Healthy)] }).SetItem("b", new() { Waits = [new("a", LocalWaitKind.Healthy)] }) },
        }));
        Assert.Contains("waits for itself", refused.Message, StringComparison.Ordinal);
    }
}
