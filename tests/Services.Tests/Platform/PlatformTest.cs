using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform;
using Platform.Data;
using Platform.Queue;
using Platform.Queue.Consuming;
using Services.Tests.Infrastructure;

namespace Services.Tests.Platform;

/// <summary>A test with a stack and a database of its own, and workers whose handler is a function of the test.</summary>
public abstract class PlatformTest(Servers servers) : IAsyncLifetime
{
    internal Stack Stack { get; private set; } = null!;

    protected Servers Servers => servers;

    /// <summary>The workers' clock.</summary>
    protected virtual TimeProvider Time => TimeProvider.System;

    /// <summary>What the handler was given, in order.</summary>
    protected Channel<(SendMail Job, JobContext Context)> Handled { get; } = Channel.CreateUnbounded<(SendMail, JobContext)>();

    public async ValueTask InitializeAsync()
    {
        Stack = await NewStackAsync();
        Stack.Configuration["ConnectionStrings:serverless"] = await servers.CreateDatabaseAsync();
    }

    internal virtual Task<Stack> NewStackAsync() => Stack.CreateAsync(servers);

    public virtual ValueTask DisposeAsync()
    {
        Stack.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected Task<IHost> StartWorkerAsync(Func<SendMail, JobContext, IServiceProvider, CancellationToken, Task>? handle = null) =>
        WorkerHost.StartAsync(Stack, builder =>
        {
            builder.Services.AddSingleton(Time);
            builder.AddJobConsumer();
            builder.Services.AddJobHandler<SendMail, Handler>();
            builder.Services.AddSingleton(
                new HandlerFunction(
                    async (job, context, scope, cancellationToken) =>
                    {
                        await Handled.Writer.WriteAsync((job, context), cancellationToken);
                        await (handle?.Invoke(job, context, scope, cancellationToken) ?? Task.CompletedTask);
                    }
                )
            );
        });

    internal static OutgoingJob Job(string subject, TimeSpan delay = default, string? id = null) =>
        OutgoingJob.Create(new SendMail("ada@example.com", subject, "text"), TimeProvider.System, delay, id);

    protected Task<(SendMail Job, JobContext Context)> NextHandledAsync() => NextAsync(Handled.Reader);

    protected static async Task<T> NextAsync<T>(ChannelReader<T> happened)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await happened.ReadAsync(limit.Token);
    }

    internal static AppDbContext Db(IServiceProvider scope) => scope.GetRequiredService<AppDbContext>();

    internal sealed record HandlerFunction(Func<SendMail, JobContext, IServiceProvider, CancellationToken, Task> Run);

    internal sealed class Handler(HandlerFunction function, IServiceProvider scope) : IJobHandler<SendMail>
    {
        public Task HandleAsync(SendMail job, JobContext context, CancellationToken cancellationToken) =>
            function.Run(job, context, scope, cancellationToken);
    }
}
