using System.Collections.Concurrent;
using Lambda.Lifecycle;
using Lambda.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Lambda.Tests.Runtime;

public sealed class LifecycleTests
{
    private static readonly (string, string) SnapStart = ("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");

    [Fact]
    public async Task Work_after_an_invocation_is_done_after_its_answer_and_before_the_environment_can_be_frozen()
    {
        var work = new After();
        await using var function = await Function.StartAsync(_ => { }, services => services.AddSingleton<IAfterInvocation>(work));
        await function.InvokeAsync(Samples.Get("/"));
        await work.Started.Task;
        Assert.Equal(0, function.Api.Waiting);
        work.Release.SetResult();
        await function.Api.FrozenAsync();
    }

    [Fact]
    public async Task Work_after_an_invocation_that_fails_is_logged_and_the_loop_goes_on()
    {
        var work = new After();
        work.Release.SetException(new InvalidOperationException("no outbox"));
        await using var function = await Function.StartAsync(_ => { }, services => services.AddSingleton<IAfterInvocation>(work));
        await function.InvokeAsync(Samples.Get("/"));
        await function.Api.FrozenAsync();
        Assert.Contains(function.Logs.Lines, entry => entry.Line.Contains("no outbox"));
        await function.InvokeAsync(Samples.Get("/"));
    }

    [Fact]
    public async Task Work_after_an_invocation_is_cancelled_before_the_deadline()
    {
        var work = new After();
        await using var function = await Function.StartAsync(_ => { }, services => services.AddSingleton<IAfterInvocation>(work));
        await function.InvokeAsync(Samples.Get("/"));
        await work.Started.Task;
        function.Time.Advance(TimeSpan.FromSeconds(30));
        await function.Api.FrozenAsync();
    }

    [Theory]
    [InlineData("""{"source":"serverless.warmup"}""")]
    [InlineData("scheduled")]
    public async Task A_warm_up_is_answered_before_anything_is_made(string payload)
    {
        var made = new ConcurrentQueue<string>();
        var work = new After();
        await using var function = await Function.StartAsync(
            _ => { },
            services =>
            {
                services.AddSingleton<IAfterInvocation>(work);
                services.AddSingleton<Lambda.Runtime.IInvocationHandler>(_ =>
                {
                    made.Enqueue("handler");
                    return new Handler();
                });
            }
        );
        var outcome = await function.InvokeAsync(payload == "scheduled" ? Samples.Scheduled() : payload);
        Assert.Equal("""{"warm":true}""", outcome.Text);
        await function.Api.FrozenAsync();
        Assert.Empty(made);
        Assert.False(work.Started.Task.IsCompleted);

        work.Release.SetResult();
        await function.InvokeAsync(Samples.Get("/"));
        Assert.Single(made);
    }

    [Fact]
    public async Task SnapStart_hooks_run_around_the_snapshot_before_in_reverse_and_after_in_order()
    {
        var order = new ConcurrentQueue<string>();
        await using var function = await Function.StartAsync(
            _ => { },
            services => services.AddSingleton<ISnapshotHook>(new Hook("a", order)).AddSingleton<ISnapshotHook>(new Hook("b", order)),
            SnapStart
        );
        await function.Api.SnapshotReady.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["before b", "before a"], order);
        Assert.Equal(0, function.Api.Waiting);

        function.Api.Restore.SetResult();
        await function.InvokeAsync(Samples.Get("/"));
        Assert.Equal(["before b", "before a", "after a", "after b"], order);
    }

    [Fact]
    public async Task Without_SnapStart_no_hook_runs()
    {
        var order = new ConcurrentQueue<string>();
        await using var function = await Function.StartAsync(
            _ => { },
            services => services.AddSingleton<ISnapshotHook>(new Hook("a", order))
        );
        await function.InvokeAsync(Samples.Get("/"));
        Assert.Empty(order);
    }

    [Fact]
    public async Task A_hook_that_fails_after_the_restore_is_a_restore_error_and_ends_the_function()
    {
        await using var function = await Function.StartAsync(
            _ => { },
            services => services.AddSingleton<ISnapshotHook>(new Hook("fail", [])),
            SnapStart
        );
        function.Api.Restore.SetResult();
        var error = await function.Api.RestoreError.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(("Function.InvalidOperationException", "no secret"), (error.Type, error.Json.GetProperty("errorMessage").GetString()));
        await function.EndedAsync();
        Environment.ExitCode = 0;
    }

    [Fact]
    public async Task An_extension_is_registered_when_asked_for_so_that_Lambda_sends_SIGTERM()
    {
        await using var function = await Function.StartAsync(_ => { }, null, ("Lambda:GracefulShutdown", "true"));
        await function.Api.FrozenAsync();
        Assert.Equal(("serverless-shutdown", """{"events":[]}"""), await function.Api.Extension.Task);
    }

    [Fact]
    public async Task A_runtime_API_that_goes_away_ends_the_function_with_a_message()
    {
        await using var function = await Function.StartAsync(_ => { });
        await function.Api.FrozenAsync();
        await function.Api.DisposeAsync();
        await function.EndedAsync();
        Assert.Equal(1, Environment.ExitCode);
        Environment.ExitCode = 0;
        Assert.Contains(function.Logs.Lines, entry => entry.Line.StartsWith("Critical: The function ends: The runtime API at 127.0.0.1:"));
    }

    private sealed class After : IAfterInvocation
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task RunAsync(CancellationToken cancellationToken)
        {
            Started.TrySetResult();
            return Release.Task.WaitAsync(cancellationToken);
        }
    }

    private sealed class Handler : Lambda.Runtime.IInvocationHandler
    {
        public bool Handles(System.Text.Json.JsonElement lambdaEvent) => false;

        public Task HandleAsync(
            Lambda.Runtime.Invocation invocation,
            Lambda.Runtime.IInvocationAnswer answer,
            CancellationToken cancellationToken
        ) => Task.CompletedTask;
    }

    private sealed class Hook(string name, ConcurrentQueue<string> order) : ISnapshotHook
    {
        public Task BeforeSnapshotAsync(CancellationToken cancellationToken)
        {
            order.Enqueue($"before {name}");
            return Task.CompletedTask;
        }

        public Task AfterRestoreAsync(CancellationToken cancellationToken)
        {
            order.Enqueue($"after {name}");
            return name == "fail" ? throw new InvalidOperationException("no secret") : Task.CompletedTask;
        }
    }
}
