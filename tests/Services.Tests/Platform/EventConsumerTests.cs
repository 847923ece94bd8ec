using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform;
using Platform.Data;
using Platform.Events;
using Platform.Outbox;
using Platform.Queue;
using Services.Tests.Infrastructure;

namespace Services.Tests.Platform;

public sealed class EventConsumerTests(Servers servers) : PlatformTest(servers)
{
    [Fact]
    public async Task A_published_event_reaches_its_handler_over_the_bus_and_what_the_handler_enqueues_goes_out()
    {
        using var router = await StartRouterAsync();
        await PublishAsync(router, new UserCreated(Guid.NewGuid(), "ada@example.com", "Ada", TimeProvider.System.GetUtcNow()));

        var job = await Stack.Sqs.TakeAsync(Stack["JobQueueUrl"]);
        Assert.Equal("email", job.MessageAttributes["JobType"].StringValue);
        Assert.Equal("ada@example.com", job.Json().GetProperty("data").GetProperty("to").GetString());
    }

    [Fact]
    public async Task An_event_delivered_twice_is_handled_once()
    {
        using var router = await StartRouterAsync();
        for (var i = 0; i < 5; i++)
        {
            await Stack.Sqs.SendMessageAsync(Stack["EventQueueUrl"], UserCreatedMessage("the-same"));
        }

        await Stack.Sqs.SendMessageAsync(Stack["EventQueueUrl"], UserCreatedMessage("another"));
        await Stack.Sqs.TakeAsync(Stack["JobQueueUrl"]);
        await Stack.Sqs.TakeAsync(Stack["JobQueueUrl"]);
        await router.StopAsync();
        Assert.Null(await Stack.Sqs.TryTakeAsync(Stack["JobQueueUrl"], 0));
        Assert.Null(await Stack.Sqs.TryTakeAsync(Stack["EventQueueUrl"], 0));
    }

    [Fact]
    public async Task An_event_that_nobody_handles_is_kept()
    {
        using var router = await StartRouterAsync();
        const string message = """
            {"version":"0","id":"bus-1","detail-type":"SomethingElse","source":"far-service","time":"2026-01-01T00:00:00Z",
             "detail":{"a":[1,2]}}
            """;
        await Stack.Sqs.SendMessageAsync(Stack["EventQueueUrl"], message);
        await Stack.Sqs.SendMessageAsync(Stack["EventQueueUrl"], message);
        await Stack.Sqs.SendMessageAsync(Stack["EventQueueUrl"], UserCreatedMessage("last"));
        await Stack.Sqs.TakeAsync(Stack["JobQueueUrl"]);
        await router.StopAsync();

        await using var scope = router.Services.CreateAsyncScope();
        var kept = await Db(scope.ServiceProvider).UnroutedEvents.SingleAsync();
        Assert.Equal(("bus-1", "far-service", "SomethingElse"), (kept.EventId, kept.Source, kept.DetailType));
    }

    private static string UserCreatedMessage(string eventId) =>
        $$$"""
            {"version":"0","id":"{{{Guid.NewGuid()}}}","detail-type":"UserCreated","source":"user-service",
             "time":"2026-01-01T00:00:00Z","detail":{
              "metadata":{"eventId":"{{{eventId}}}","occurredAt":"2026-01-01T00:00:00Z"},
              "data":{"userId":"0197b0a0-0000-7000-8000-000000000000","email":"ada@example.com","name":"Ada",
              "createdAt":"2026-01-01T00:00:00Z"} } }
            """;

    private Task<IHost> StartRouterAsync() => WorkerHost.StartAsync(Stack, builder =>
        {
            builder.AddEventConsumer();
            builder.Services.AddEventHandler<UserCreated, Welcome>();
        });

    private static async Task PublishAsync(IHost host, UserCreated created)
    {
        await using var scope = host.Services.CreateAsyncScope();
        Db(scope.ServiceProvider).Publish(created, TimeProvider.System);
        await Db(scope.ServiceProvider).SaveChangesAsync();
    }

    private sealed class Welcome(AppDbContext db) : IEventHandler<UserCreated>
    {
        public Task HandleAsync(UserCreated domainEvent, EventMetadata metadata, CancellationToken cancellationToken)
        {
            db.Enqueue(new SendMail(domainEvent.Email, "Welcome", "Hello"), TimeProvider.System);
            return Task.CompletedTask;
        }
    }
}
