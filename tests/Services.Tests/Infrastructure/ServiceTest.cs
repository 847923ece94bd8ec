using Amazon.SQS.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Data;

namespace Services.Tests.Infrastructure;

/// <summary>A test with a stack, a database and a trace of its own, in which it starts services.</summary>
public abstract class ServiceTest(Servers servers) : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> _hosts = [];

    internal Stack Stack { get; private set; } = null!;

    internal Trace Trace { get; } = new();

    internal Inbox Inbox { get; private set; } = null!;

    protected Servers Servers => servers;

    /// <summary>The connection string of the database for the test itself.</summary>
    protected virtual string DatabaseBeside => Stack.Configuration["ConnectionStrings:serverless"]!;

    public virtual async ValueTask InitializeAsync()
    {
        Stack = await NewStackAsync();
        Stack.Configuration["ConnectionStrings:serverless"] = await servers.CreateDatabaseAsync();
        Stack.Configuration["Queue:FirstRetry"] = "00:00:00";
        Stack.Configuration["Queue:FirstRetryInOutage"] = "00:00:00";
        Stack.Configuration["Outbox:FirstRetry"] = "00:00:00";
        Inbox = new Inbox(Stack.Configuration["AWS_ENDPOINT_URL"]!);
    }

    internal virtual Task<Stack> NewStackAsync() => Stack.CreateAsync(servers);

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        Trace.Dispose();
        Inbox.Dispose();
        Stack.Dispose();
        GC.SuppressFinalize(this);
    }

    internal ServiceHost<TMarker> Start<TMarker>(Action<IServiceCollection>? configureServices = null)
        where TMarker : class
    {
        var host = new ServiceHost<TMarker>(Stack.Configuration, configureServices);
        _hosts.Add(host);
        host.StartServer();
        return host;
    }

    /// <summary>Stops a service whose outbox has nothing more to send; locking waits until what was sent is also deleted.</summary>
    internal async Task StopAsync(IAsyncDisposable host)
    {
        Assert.Equal(
            0,
            await QueryAsync(db =>
                db.InTransactionAsync(async token =>
                {
                    await db.Database.ExecuteSqlAsync($"LOCK TABLE outbox_messages", token);
                    return await db.Outbox.CountAsync(token);
                })
            )
        );
        await host.DisposeAsync();
    }

    /// <summary>The database, seen from beside the services.</summary>
    internal async Task<T> QueryAsync<T>(Func<AppDbContext, Task<T>> query)
    {
        await using var db = new AppDbContext(new DbContextOptionsBuilder<AppDbContext>().UseNpgsql(DatabaseBeside).Options);
        return await query(db);
    }

    internal Task AddAsync(params object[] entities) =>
        QueryAsync(db =>
        {
            db.AddRange(entities);
            return db.SaveChangesAsync();
        });

    /// <summary>Nothing is left: not in the outbox, and in the queue neither visible nor in work nor delayed.</summary>
    internal async Task NothingIsLeftAsync(string queue)
    {
        Assert.Equal(0, await QueryAsync(db => db.Outbox.CountAsync()));
        var attributes = await Stack.Sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest(Stack[queue], ["All"]));
        Assert.Equal(
            (0, 0, 0),
            (
                attributes.ApproximateNumberOfMessages,
                attributes.ApproximateNumberOfMessagesNotVisible,
                attributes.ApproximateNumberOfMessagesDelayed
            )
        );
    }
}
