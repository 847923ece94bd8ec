using System.Text.Json.Nodes;
using Amazon.SQS.Model;
using EventRouter.Users;
using Platform.Events;
using Services.Tests.Infrastructure;

namespace Services.Tests.EventRouter;

/// <summary>A test of EventRouter with events that it puts into the queue itself, as EventBridge writes them.</summary>
public abstract class RouterTest(Servers servers) : ServiceTest(servers)
{
    internal ServiceHost<WelcomeMail> StartRouter() => Start<WelcomeMail>();

    internal string Event<TEvent>(TEvent domainEvent, string? eventId = null)
        where TEvent : IDomainEvent<TEvent> => BusEvents.Write(Trace, domainEvent, eventId);

    internal string Event(string source, string detailType, JsonNode? data, string? eventId = null) =>
        BusEvents.Write(Trace, source, detailType, data, eventId);

    internal async Task SendAsync(params IEnumerable<string> events)
    {
        foreach (var batch in events.Chunk(10))
        {
            var entries = batch.Select((body, i) => new SendMessageBatchRequestEntry($"{i}", body)).ToList();
            Assert.Empty((await Stack.Sqs.SendMessageBatchAsync(Stack["EventQueueUrl"], entries)).Failed ?? []);
        }
    }

    internal static UserCreated Ada() =>
        new(Guid.NewGuid(), "ada@example.com", "Ada", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    internal static OrderPlaced Order(string? email = null, long amount = 1999, string currency = "usd", DateTimeOffset? at = null) =>
        new(
            Guid.CreateVersion7(),
            amount,
            currency,
            "PAID",
            at ?? new DateTimeOffset(2026, 1, 1, 12, 30, 0, TimeSpan.Zero),
            [new OrderPlacedLine("tea", 2, 0), new OrderPlacedLine("cup", 3, 1)],
            email
        );

    /// <param name="amount">What is given back now.</param>
    /// <param name="before">What was given back before.</param>
    internal static OrderRefunded Refund(OrderPlaced order, long amount, long before = 0) =>
        new(
            order.OrderId,
            amount,
            before + amount,
            order.Currency,
            before + amount == order.Amount ? "REFUNDED" : "PARTIALLY_REFUNDED",
            order.PlacedAt,
            order.PlacedAt.AddDays(3),
            order.Email
        );
}
