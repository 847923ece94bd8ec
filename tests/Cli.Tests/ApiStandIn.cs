using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Stripe;

namespace Cli.Tests;

/// <summary>Takes webhooks as the Api does: with Stripe's own library, which refuses a wrong signature.</summary>
internal sealed class ApiStandIn : IAsyncDisposable
{
    public const string Secret = "whsec_for_these_tests";

    private readonly WebApplication _app;

    private ApiStandIn(WebApplication app) => _app = app;

    public ConcurrentQueue<Event> Received { get; } = [];

    /// <summary>The shop's orders, newest first, as GET /api/orders has them.</summary>
    public List<JsonObject> Orders { get; } = [];

    public string Url => _app.Urls.Single();

    public static async Task<ApiStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var api = new ApiStandIn(app);
        app.MapGet("/api/products", () => Results.Text("""[{"id":"mug"},{"id":"shirt"}]""", "application/json"));
        app.MapGet("/api/orders", (int limit) =>
            Results.Text(
                new JsonObject { ["items"] = new JsonArray([.. api.Orders.Take(limit).Select(order => order.DeepClone())]) }.ToJsonString(),
                "application/json"
            )
        );
        app.MapGet("/api/orders/{id}", (string id) =>
            api.Orders.Find(order => (string)order["id"]! == id) is { } order
                ? Results.Text(order.ToJsonString(), "application/json")
                : Results.NotFound()
        );
        app.MapPost("/api/webhooks/stripe", api.ReceiveAsync);
        await app.StartAsync();
        return api;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        try
        {
            Received.Enqueue(EventUtility.ConstructEvent(await reader.ReadToEndAsync(), request.Headers["Stripe-Signature"], Secret));
            return Results.Text(
                """{"received":true,"cached":false,"result":{"processed":true,"orderId":"o-1","status":"PAID"}}""",
                "application/json"
            );
        }
        catch (StripeException error)
        {
            return Results.Problem(title: error.Message, statusCode: 400);
        }
    }
}
