using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform;
using Platform.Data.Entities;
using Platform.Events;
using Platform.Outbox;
using Services.Tests.Infrastructure;

namespace Services.Tests.Api;

/// <summary>A test of refunds. What is published stays in the outbox, where it can be counted.</summary>
public abstract class RefundTest(Servers servers) : ApiTest(servers)
{
    protected override void Configure(IServiceCollection services) =>
        services.Remove(services.Single(service => service.ImplementationType == typeof(OutboxDispatcherService)));

    internal Task<JsonElement> PayAsync(string payment, string? products = "mug,mug", string? eventId = null) =>
        SendAsync(StripeWebhook.Event($"{eventId ?? $"evt_{payment}"}_{Tag}", payment, products));

    /// <param name="refunded">All refunds of the payment of 42.00 EUR so far together.</param>
    internal Task<JsonElement> RefundAsync(string payment, long refunded, string? eventId = null) =>
        SendAsync(StripeWebhook.Refund($"{eventId ?? $"evt_{payment}_{refunded}"}_{Tag}", payment, refunded));

    internal async Task<JsonElement> SendAsync(string payload) =>
        (await (await Http.SendWebhookAsync(payload)).JsonAsync()).GetProperty("result");

    internal Task<Order> OrderAsync(string payment) =>
        Api.QueryAsync(db => db.Orders.SingleAsync(order => order.PaymentIntentId == payment));

    internal async Task<IReadOnlyList<OrderRefunded>> PublishedAsync() =>
        [
            .. (
                await Api.QueryAsync(db =>
                    db.Outbox.Where(m => m.Type == "OrderRefunded").OrderBy(m => m.Id).Select(m => m.Data).ToListAsync()
                )
            ).Select(data => JsonSerializer.Deserialize(data, PlatformJson.Default.OrderRefunded)!),
        ];
}
