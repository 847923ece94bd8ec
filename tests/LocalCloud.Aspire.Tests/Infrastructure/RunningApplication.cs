using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using StackExchange.Redis;

namespace LocalCloud.Aspire.Tests.Infrastructure;

/// <summary>
/// A running application: its states, commands, logs and engines. Every wait fails in time, with what the resources are then.
/// </summary>
public sealed class RunningApplication(DistributedApplication app) : IAsyncDisposable
{
    // Far more than anything takes: other tests have the processors, too
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public DistributedApplication App => app;

    public DistributedApplicationModel Model => app.Services.GetRequiredService<DistributedApplicationModel>();

    public IResource this[string resource] => Model.Resources.Single(r => r.Name == resource);

    public Task StartAsync() => WithinAsync("started", app.StartAsync);

    public Task HealthyAsync(params string[] resources) =>
        WithinAsync($"{string.Join(", ", resources)} healthy", limit =>
            Task.WhenAll(
                resources.Select(r =>
                    app.ResourceNotifications.WaitForResourceHealthyAsync(r, WaitBehavior.StopOnResourceUnavailable, limit)
                )
            )
        );

    /// <summary>Returns what it is, as soon as this holds.</summary>
    public async Task<CustomResourceSnapshot> UntilAsync(string resource, string what, Func<CustomResourceSnapshot, bool> holds)
    {
        CustomResourceSnapshot? seen = null;
        await WithinAsync($"{resource} {what}", async limit =>
            seen = (await app.ResourceNotifications.WaitForResourceAsync(resource, change => holds(change.Snapshot), limit)).Snapshot
        );
        return seen!;
    }

    public Task<CustomResourceSnapshot> UntilAsync(string resource, string state) =>
        UntilAsync(resource, state, now => now.State?.Text == state);

    public Task<CustomResourceSnapshot> NowAsync(string resource) => UntilAsync(resource, "known", _ => true);

    public async Task CommandAsync(string resource, string command) => await WithinAsync($"{command} of {resource} done", async limit =>
        {
            var answer = await app.ResourceCommands.ExecuteCommandAsync(this[resource], command, limit);
            Assert.True(answer.Success, $"{command} {resource}: {answer.Message}");
        });

    /// <summary>Gives a command its inputs; fails when it does, and returns what it says.</summary>
    public async Task<string> DoneAsync(string resource, string command, params (string Name, string Value)[] inputs)
    {
        var answer = await ExecuteAsync(resource, command, inputs);
        Assert.True(answer.Success, $"{command} {resource}: {answer.Message}");
        return answer.Message!;
    }

    /// <summary>Of a command that is to fail.</summary>
    public async Task<string> RefusedAsync(string resource, string command, params (string Name, string Value)[] inputs)
    {
        var answer = await ExecuteAsync(resource, command, inputs);
        Assert.False(answer.Success, $"{command} {resource}: {answer.Message}");
        return answer.Message!;
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(string resource, string command, (string Name, string Value)[] inputs)
    {
        ExecuteCommandResult? answer = null;
        var declared = this[resource].Annotations.OfType<ResourceCommandAnnotation>().Single(c => c.Name == command).Arguments;
        var given = declared.Select(a => new InteractionInput
        {
            Name = a.Name,
            InputType = a.InputType,
            Value = inputs.FirstOrDefault(i => i.Name == a.Name).Value,
        });
        await WithinAsync($"{command} of {resource} done", async limit =>
            answer = await app.ResourceCommands.ExecuteCommandAsync(
                this[resource],
                command,
                new InteractionInputCollection([.. given]),
                limit
            )
        );
        return answer!;
    }

    public async Task<string> ConnectionStringAsync(string resource) =>
        (await ((IResourceWithConnectionString)this[resource]).GetConnectionStringAsync(TestContext.Current.CancellationToken))!;

    /// <summary>The first value that the database answers.</summary>
    public async Task<object?> SqlAsync(string resource, string sql)
    {
        await using var source = NpgsqlDataSource.Create($"{await ConnectionStringAsync(resource)};Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public async Task<RedisResult> RedisAsync(string resource, string command, params object[] arguments)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(await ConnectionStringAsync(resource));
        return await redis.GetDatabase().ExecuteAsync(command, arguments);
    }

    /// <summary>Returns when its log has a line with this text.</summary>
    public Task LogHasAsync(string resource, string text) => WithinAsync($"'{text}' in the log of {resource}", async limit =>
        {
            var log = app.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(this[resource]);
            await foreach (var lines in log.WithCancellation(limit))
                if (lines.Any(line => line.Content.Contains(text, StringComparison.Ordinal)))
                    return;
        });

    public static int PidOf(CustomResourceSnapshot snapshot) =>
        Convert.ToInt32(snapshot.Properties.Single(p => p.Name == "executable.pid").Value, CultureInfo.InvariantCulture);

    private async Task WithinAsync(string what, Func<CancellationToken, Task> wait)
    {
        using var deadline = new CancellationTokenSource(Limit, TimeProvider.System);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, TestContext.Current.CancellationToken);
        try
        {
            await wait(limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException && deadline.IsCancellationRequested || IsUnavailable(e))
        {
            Assert.Fail($"Not {what}: {e.Message}\n{string.Join('\n', States())}\n{await FailuresAsync()}");
        }
    }

    private IEnumerable<string> States() =>
        from resource in Model.Resources
        select app.ResourceNotifications.TryGetCurrentState(resource.Name, out var now)
            ? $"{resource.Name}: {now.Snapshot.State?.Text} {now.Snapshot.HealthStatus} "
                + string.Join(' ', now.Snapshot.HealthReports.Select(r => r.Description))
            : $"{resource.Name}: unknown";

    // What a start is refused with is the tests' own
    private static bool IsUnavailable(Exception e) => e.GetType() == typeof(DistributedApplicationException);

    private async Task<string> FailuresAsync()
    {
        var text = new System.Text.StringBuilder();
        foreach (
            var resource in Model.Resources.Where(r =>
                app.ResourceNotifications.TryGetCurrentState(r.Name, out var now)
                && KnownResourceStates.TerminalStates.Contains(now.Snapshot.State?.Text)
            )
        )
        await foreach (var lines in app.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(resource))
        foreach (var line in lines)
            text.AppendLine(CultureInfo.InvariantCulture, $"{resource.Name} | {line.Content}");
        return text.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }
}
