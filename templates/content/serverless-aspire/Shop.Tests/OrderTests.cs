using System.Net;
using System.Net.Http.Json;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

/// <summary>The whole application, on free ports and with data that goes with it.</summary>
public sealed class OrderTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    sealed record Order(Guid Id, string Product, int Quantity);

    sealed record Receipt(Guid OrderId, string Text);

    [Fact]
    public async Task An_order_that_is_placed_twice_is_fulfilled_once()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Shop_AppHost>(Stop);
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        await using var app = await builder.BuildAsync(Stop);
        await app.StartAsync(Stop);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("api", Stop);
        using var http = app.CreateHttpClient("api");
        http.DefaultRequestHeaders.Add("Idempotency-Key", "first");

        using var placed = await http.PostAsJsonAsync("/orders", new { product = "mug", quantity = 2 }, Stop);
        using var again = await http.PostAsJsonAsync("/orders", new { product = "mug", quantity = 2 }, Stop);
        using var other = await http.PostAsJsonAsync("/orders", new { product = "mug", quantity = 3 }, Stop);

        Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        var order = await placed.Content.ReadFromJsonAsync<Order>(Stop);
        Assert.Equal(order, await again.Content.ReadFromJsonAsync<Order>(Stop));
        Assert.Equal(order, await http.GetFromJsonAsync<Order>($"/orders/{order!.Id}", Stop));
        Assert.Equal(new Receipt(order.Id, "2 x mug"), await ReceiptAsync(http, order.Id));
    }

    /// <summary>The worker is another process: its work is there a moment later.</summary>
    static async Task<Receipt?> ReceiptAsync(HttpClient http, Guid order)
    {
        using var moments = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await moments.WaitForNextTickAsync(Stop))
        {
            using var answer = await http.GetAsync($"/orders/{order}/receipt", Stop);
            if (answer.StatusCode != HttpStatusCode.NotFound)
            {
                return await answer.Content.ReadFromJsonAsync<Receipt>(Stop);
            }
        }

        return null;
    }
}
